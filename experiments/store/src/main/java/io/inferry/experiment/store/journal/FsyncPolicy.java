package io.inferry.experiment.store.journal;

import java.time.Duration;

/**
 * When appended records are forced to the disk itself. Whatever the policy, a record that was
 * acknowledged survives the death of the process; the policy decides what survives a power cut.
 */
public sealed interface FsyncPolicy {
    /** Before every acknowledgement: what was acknowledged survives a power cut. */
    FsyncPolicy ALWAYS = new Always();

    /** Only when a segment ends, at a checkpoint, and on {@link Journal#sync}. */
    FsyncPolicy NEVER = new Never();

    /** At most so long after it was appended, if the owner calls {@link Journal#tend} as often. */
    static FsyncPolicy every(Duration interval) {
        return new Every(interval);
    }

    /** See {@link #ALWAYS}. */
    record Always() implements FsyncPolicy {}

    /** See {@link #every}. */
    record Every(Duration interval) implements FsyncPolicy {
        public Every {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("interval must be above 0, was " + interval);
            }
        }
    }

    /** See {@link #NEVER}. */
    record Never() implements FsyncPolicy {}
}
