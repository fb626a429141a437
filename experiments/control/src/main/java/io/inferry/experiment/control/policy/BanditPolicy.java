package io.inferry.experiment.control.policy;

import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.ExperimentTraffic;
import io.inferry.api.traffic.RequestFacts;
import io.inferry.experiment.control.view.PolicyView;
import java.util.List;

/** One bandit. {@link #next} and {@link #save} are called by one thread, the rest by any. */
public interface BanditPolicy {
    /** A request got an arm. On the thread that serves it: fast, no throwing. */
    void routed(Assignment assignment, RequestFacts facts);

    /** A reward came for an answer; once for each id. By any thread, late and out of order. */
    void rewarded(String id, double reward);

    /**
     * What the experiment does with its traffic from now on; called every {@code update}. The split
     * names control and every candidate in the definition's order, dropped ones with weight 0, and
     * a chooser gives those 0 too.
     */
    ExperimentTraffic next(BanditSight sight);

    /** What a restart has to bring back. */
    byte[] save();

    /** What other policies would have earned. */
    List<PolicyView> policies();
}
