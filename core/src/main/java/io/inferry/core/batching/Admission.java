package io.inferry.core.batching;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelId;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import java.util.List;

/** Says who may enter a queue; all bounds are the operator's. */
final class Admission {
    private final ModelId id;
    private final LimitSettings limits;
    private final BatchSettings batching;
    private final int batchesMax;

    Admission(ModelId id, ModelSettings settings) {
        this.id = id;
        this.limits = settings.limits();
        this.batching = settings.batching();
        this.batchesMax = batching.rules().queueBatchesMax();
    }

    /**
     * Lets the job in.
     *
     * @throws ServingException RESOURCE_EXHAUSTED, or UNAVAILABLE for batches, that shows what
     *     waits and what the limit is
     */
    void admit(Job job, Backlog backlog) {
        admit(1, job.byteSize(), backlog);
        if (batchesMax > 0) {
            admitRows(job, job.rows(), backlog);
        }
    }

    /** Lets all pieces of a request in, or none. */
    void admitAll(List<Job> pieces, Backlog backlog) {
        long bytes = 0;
        long rows = 0;
        for (Job piece : pieces) {
            bytes += piece.byteSize();
            rows += piece.rows();
        }
        admit(pieces.size(), bytes, backlog);
        if (batchesMax > 0) {
            admitRows(pieces.getFirst(), rows, backlog);
        }
    }

    private void admitRows(Job job, long rows, Backlog backlog) {
        long batches = backlog.batches(batching.batchRowsMax());
        if (batches >= batchesMax && backlog.batchesMore(job, rows, batching.batchRowsMax()) > 0) {
            throw Refusals.tooManyBatches(batches, batching.rules());
        }
    }

    private void admit(int requests, long bytes, Backlog backlog) {
        if (backlog.requests() + requests > limits.queueRequestsMax()) {
            throw full(
                    backlog.requests()
                            + " requests wait"
                            + (requests == 1 ? "" : " and " + requests + " pieces came")
                            + ", limits.queue_requests_max is "
                            + limits.queueRequestsMax());
        }
        if (backlog.byteSize() + bytes > limits.queueBytesMax()) {
            throw full(
                    backlog.byteSize()
                            + " bytes wait and "
                            + bytes
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
