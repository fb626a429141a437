package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Terms;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a request's parameters say it wants to be treated: {@code priority} (1 is the most urgent, 0
 * the standard) and {@code timeout} in microseconds (0 for none) of Triton's schedule policy
 * extension.
 */
public final class RequestedTerms {
    private RequestedTerms() {}

    /**
     * The terms of a request.
     *
     * @param deadlineNanos the transport's own deadline; {@link Terms#NO_DEADLINE} for none
     * @throws ServingException INVALID_ARGUMENT for a reserved parameter, or one of the wrong type
     */
    public static Terms of(Parameters parameters, long arrivedNanos, long deadlineNanos) {
        refuseReserved(parameters);
        int priority = priority(parameters.whole("priority").orElse(0L));
        long timeoutMicros = parameters.whole("timeout").orElse(0L);
        long deadline = sooner(deadlineNanos, arrivedNanos, timeoutMicros);
        return new Terms(Terms.Strictness.NAMES_AND_SHAPES, priority, deadline);
    }

    /** Inferry counts the other way round: the larger number leaves the queue earlier. */
    private static int priority(long level) {
        return level == 0 ? 0 : (int) Math.max(1, Integer.MAX_VALUE - (level - 1));
    }

    private static long sooner(long deadlineNanos, long arrivedNanos, long timeoutMicros) {
        if (timeoutMicros == 0) {
            return deadlineNanos;
        }
        long timeoutNanos = TimeUnit.MICROSECONDS.toNanos(timeoutMicros);
        // Half the clock's range: further away than that a comparison by difference turns over.
        long asked = arrivedNanos + Math.min(timeoutNanos, Long.MAX_VALUE / 2);
        boolean transportSooner = deadlineNanos != Terms.NO_DEADLINE && deadlineNanos - asked < 0;
        return transportSooner ? deadlineNanos : asked;
    }

    private static void refuseReserved(Parameters parameters) {
        for (Map.Entry<String, Parameter> entry : parameters.values().entrySet()) {
            String name = entry.getKey();
            if (name.startsWith("triton_")) {
                throw ServingException.invalidArgument(
                        "parameter keys starting with 'triton_' are reserved and should not be"
                                + " specified, got '"
                                + name
                                + "'");
            }
            if (name.equals("sequence_id") && namesSequence(entry.getValue())) {
                throw ServingException.invalidArgument(
                        "parameter 'sequence_id' is "
                                + entry.getValue()
                                + ", but this server keeps no state between requests");
            }
        }
    }

    /** Clients send 0 or an empty text for "no sequence". */
    private static boolean namesSequence(Parameter id) {
        return switch (id) {
            case Parameter.Whole whole -> whole.value() != 0;
            case Parameter.Text text -> !text.value().isEmpty();
            case Parameter.Flag _, Parameter.Real _ -> true;
        };
    }
}
