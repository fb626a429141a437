package io.inferry.core.batching;

import java.util.concurrent.Executor;

/** What a drain does next. */
sealed interface Next {
    /** The instance's batch is filled. */
    Next RUN = new Run();

    /** The instance is no longer the drain's. */
    Next END = new End();

    /** Run the batch, then ask again. */
    record Run() implements Next {}

    /** Leave. */
    record End() implements Next {}

    /** The instance stays reserved; another drain is to be posted to this I/O thread. */
    record Post(Executor ioThread) implements Next {}
}
