package io.inferry.protocol.tfserving.wire;

import io.inferry.api.ServingException;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.Signature;
import io.inferry.api.model.VersionChoice;
import io.inferry.protocol.tfserving.proto.ModelSpec;

/**
 * What a ModelSpec asks for.
 *
 * @param name empty when it names none
 * @param signature as sent; empty for the standard one
 */
public record RequestedModel(String name, VersionChoice version, String signature) {
    /** What a generated message asks for. */
    public static RequestedModel of(ModelSpec spec) {
        return new RequestedModel(spec.getName(), choice(spec), spec.getSignatureName());
    }

    private static VersionChoice choice(ModelSpec spec) {
        return switch (spec.getVersionChoiceCase()) {
            case VERSION -> new VersionChoice.Exact(spec.getVersion().getValue());
            case VERSION_LABEL -> new VersionChoice.Label(spec.getVersionLabel());
            case VERSIONCHOICE_NOT_SET -> VersionChoice.LATEST;
        };
    }

    /** What a request without a ModelSpec is told. */
    public static ServingException missing() {
        return ServingException.invalidArgument("Missing ModelSpec");
    }

    /**
     * The model and version.
     *
     * @throws ServingException INVALID_ARGUMENT when it names no model
     */
    public ModelRef ref() {
        if (name.isEmpty()) {
            throw ServingException.invalidArgument("ModelSpec has no name specified.");
        }
        return new ModelRef(name, version);
    }

    /** The signature's name, the standard one's where none was sent. */
    public String signatureName() {
        return signature.isEmpty() ? Signature.DEFAULT_NAME : signature;
    }
}
