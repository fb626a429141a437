package io.inferry.transport;

import io.inferry.api.inference.Inference;
import io.inferry.api.management.Management;
import io.inferry.api.observer.MetricsPage;
import java.util.Map;
import java.util.Optional;

/**
 * What a protocol answers with.
 *
 * @param metrics the page for scrapers, where an observer offers one
 * @param options the protocol's own switches from the configuration; an unknown key is the
 *     protocol's error to report
 */
public record ProtocolContext(
        Inference inference,
        Management management,
        Optional<MetricsPage> metrics,
        Map<String, String> options) {
    public ProtocolContext {
        options = Map.copyOf(options);
    }
}
