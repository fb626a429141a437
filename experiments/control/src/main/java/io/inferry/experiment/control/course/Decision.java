package io.inferry.experiment.control.course;

import java.util.List;
import java.util.stream.Stream;

/**
 * One change of where an experiment stands.
 *
 * @param before as {@link Standing#text} has it
 * @param after likewise
 * @param sentence why, with numbers
 * @param evidence what was known then, a line each
 */
public record Decision(
        Act act, String before, String after, String sentence, List<String> evidence) {
    public Decision {
        evidence = List.copyOf(evidence);
    }

    /** With more that was known then. */
    public Decision with(List<String> more) {
        return new Decision(
                act,
                before,
                after,
                sentence,
                Stream.concat(evidence.stream(), more.stream()).toList());
    }

    /** What was done. */
    public enum Act {
        START,
        ADVANCE,
        HOLD,
        RESUME,
        DROP,
        ROLL_BACK,
        PROMOTE,
        STOP
    }
}
