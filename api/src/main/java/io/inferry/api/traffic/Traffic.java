package io.inferry.api.traffic;

import java.util.Optional;

/**
 * How each model's traffic is divided now. Acts take effect for the next request, and stand until
 * another one or a restart ends them. Safe for use by many threads.
 */
public interface Traffic {
    /** The plan that holds: an operator's, else that of the model's settings. */
    Optional<TrafficPlan> plan(String model);

    /** Whether the plan that holds is an operator's. */
    boolean isActed(String model);

    /**
     * Sets a plan, over that of the model's settings.
     *
     * @throws io.inferry.api.ServingException NOT_FOUND when the model, or a version or label that
     *     the plan names, is not available
     */
    void setPlan(String model, TrafficPlan plan);

    /** Ends an operator's plan: that of the model's settings holds again. */
    void clearPlan(String model);

    /** What the experiment of a model does now. */
    Optional<ExperimentTraffic> experiment(String model);

    /**
     * Begins or changes an experiment's part.
     *
     * @throws io.inferry.api.ServingException CONFLICT when the model has another experiment
     */
    void experiment(String model, ExperimentTraffic traffic);

    /** Ends an experiment's part; without effect when the model has another one or none. */
    void endExperiment(String model, String experiment);
}
