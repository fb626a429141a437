package io.inferry.api.traffic;

/** Reads a plan that somebody wrote. Found through {@link java.util.ServiceLoader}. */
public interface TrafficReader {
    /**
     * The plan in a text.
     *
     * @param text YAML or JSON, as the section {@code traffic} of model.yaml
     * @param name of the text, for errors
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT that lists every problem
     */
    TrafficPlan read(String text, String name);

    /** The plan as such a text, in JSON. */
    String write(TrafficPlan plan);
}
