package io.inferry.core.batching;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.settings.LimitSettings;

/** Says who may enter a queue; both bounds are the operator's. */
final class Admission {
    private final ModelId id;
    private final LimitSettings limits;

    Admission(ModelId id, LimitSettings limits) {
        this.id = id;
        this.limits = limits;
    }

    /**
     * Lets the job in.
     *
     * @throws ServingException RESOURCE_EXHAUSTED that shows what waits and what the limit is
     */
    void admit(Job job, Backlog backlog) {
        if (backlog.requests() >= limits.queueRequestsMax()) {
            throw full(
                    backlog.requests()
                            + " requests wait, limits.queue_requests_max is "
                            + limits.queueRequestsMax());
        }
        if (backlog.byteSize() + job.byteSize() > limits.queueBytesMax()) {
            throw full(
                    backlog.byteSize()
                            + " bytes wait and "
                            + job.byteSize()
                            + " came, limits.queue_bytes_max is "
                            + limits.queueBytesMax());
        }
    }

    private ServingException full(String bothSides) {
        return ServingException.resourceExhausted("the queue of " + id + " is full: " + bothSides);
    }

    /** For everybody who comes, waits or would wait when the queue closes. */
    ServingException closed() {
        return ServingException.unavailable("model " + id + " is being unloaded");
    }
}
