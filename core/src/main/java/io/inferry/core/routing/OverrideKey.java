package io.inferry.core.routing;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.VersionChoice;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.api.traffic.RequestField;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * An operator's word for one request: a header names the version, another proves the right to. Off
 * unless a key is configured.
 */
final class OverrideKey {
    static final RequestField VERSION = RequestField.header("x-inferry-version");
    static final RequestField KEY = RequestField.header("x-inferry-override-key");

    private final byte[] key;

    OverrideKey(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The version that a request's header demands; empty without one.
     *
     * @throws ServingException PERMISSION_DENIED without the right key
     */
    Optional<VersionChoice> demanded(RequestFacts facts) {
        return facts.value(VERSION).map(text -> allowed(text.strip(), facts));
    }

    private VersionChoice allowed(String text, RequestFacts facts) {
        byte[] given = facts.value(KEY).orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(key, given)) {
            throw ServingException.of(
                    ErrorCode.PERMISSION_DENIED,
                    "header %s needs the right %s".formatted(VERSION.name(), KEY.name()));
        }
        if (text.isEmpty()) {
            throw ServingException.invalidArgument("header " + VERSION.name() + " is empty");
        }
        boolean number =
                text.length() <= 18 && text.chars().allMatch(each -> each >= '0' && each <= '9');
        return number
                ? new VersionChoice.Exact(Long.parseLong(text))
                : new VersionChoice.Label(text);
    }
}
