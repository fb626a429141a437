package io.inferry.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.traffic.TrafficPlan;
import io.inferry.api.traffic.TrafficReader;
import java.util.Optional;

/** Reads and writes the section {@code traffic} alone. */
public final class YamlTrafficReader implements TrafficReader {
    @Override
    public TrafficPlan read(String text, String name) {
        var problems = new Problems();
        if (text.length() > YamlFile.BYTES_MAX) {
            throw ServingException.invalidArgument(
                    "%s has %d characters, at most %d are read"
                            .formatted(name, text.length(), YamlFile.BYTES_MAX));
        }
        if (text.isBlank()) {
            throw ServingException.invalidArgument(
                    name + " is empty; {} is the plan that sends everything to the latest version");
        }
        Node.Mapping tree = YamlText.yamlOrJson(name, text, problems);
        Optional<TrafficPlan> plan = TrafficForm.read(new Place("", tree, problems));
        problems.throwIfAny(name, ErrorCode.INVALID_ARGUMENT);
        return plan.orElseThrow(() -> new IllegalStateException(name + " has no plan"));
    }

    @Override
    public String write(TrafficPlan plan) {
        try {
            return new ObjectMapper().writeValueAsString(TrafficText.of(plan));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + plan, e);
        }
    }
}
