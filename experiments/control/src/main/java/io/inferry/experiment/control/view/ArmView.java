package io.inferry.experiment.control.view;

/**
 * One arm now.
 *
 * @param target {@code version 2}
 * @param role {@code control} or {@code candidate}
 * @param weight in percent
 * @param requests of it that ended, since the experiment began
 * @param failures among them, callers' mistakes included
 * @param available whether it can answer
 */
public record ArmView(
        String target,
        String role,
        double weight,
        long requests,
        long failures,
        boolean available) {}
