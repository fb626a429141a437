package io.inferry.api.peer;

import java.util.List;
import java.util.Map;

/**
 * The command line of another server, so that who starts that one can start this one by the same
 * arguments. Found through {@link java.util.ServiceLoader}; a verb of our own command line.
 */
public interface PeerCommand {
    /** The verb: {@code tensorflow-model-server}. */
    String name();

    /** One line for the list of verbs. */
    String purpose();

    /**
     * Reads arguments by the peer's own rules and says what is to be done; does nothing of it.
     *
     * @param arguments those after the verb, untouched
     * @param environment variables
     * @throws io.inferry.api.ServingException for mistakes that the peer has no words for
     */
    PeerStart read(List<String> arguments, Map<String, String> environment);
}
