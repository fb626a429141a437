package io.inferry.api;

import java.util.concurrent.Callable;

/**
 * One verb of the command line beside {@code serve}. Found through {@link java.util.ServiceLoader};
 * a picocli command: its class carries the annotations that say its name, its options and its help.
 * The result is the exit status: 0 when all went well.
 */
public interface Verb extends Callable<Integer> {}
