package io.inferry.protocol.tfserving;

import io.inferry.api.peer.PeerCommand;
import io.inferry.api.peer.PeerStart;
import io.inferry.protocol.tfserving.config.ModelServerStart;
import java.util.List;
import java.util.Map;

/** The command line of {@code tensorflow_model_server}. */
public final class ModelServerCommand implements PeerCommand {
    @Override
    public String name() {
        return "tensorflow-model-server";
    }

    @Override
    public String purpose() {
        return "Serves as tensorflow_model_server does, by its flags and files.";
    }

    @Override
    public PeerStart read(List<String> arguments, Map<String, String> environment) {
        return ModelServerStart.read(arguments);
    }
}
