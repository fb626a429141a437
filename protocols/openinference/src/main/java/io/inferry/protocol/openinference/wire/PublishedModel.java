package io.inferry.protocol.openinference.wire;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import io.inferry.api.model.ModelDescription;
import io.inferry.api.model.ModelRef;
import io.inferry.api.model.Signature;
import java.util.List;

/**
 * What model metadata says.
 *
 * @param versions all available ones, oldest first
 * @param signature the one asked about
 * @param signatures the names of all
 */
public record PublishedModel(
        String name,
        List<String> versions,
        String platform,
        Signature signature,
        List<String> signatures) {
    public PublishedModel {
        versions = List.copyOf(versions);
        signatures = List.copyOf(signatures);
    }

    /**
     * A model that can answer now.
     *
     * @param wanted a signature's name
     * @throws ServingException NOT_FOUND or UNAVAILABLE; FAILED_PRECONDITION when it has other
     *     signatures only
     */
    public static PublishedModel find(Management management, ModelRef ref, String wanted) {
        ModelDescription description;
        try {
            description = management.describe(ref);
        } catch (ServingException e) {
            throw ModelNames.inOurWords(e, ref);
        }
        List<String> names = description.signatures().keySet().stream().sorted().toList();
        Signature signature = description.signatures().get(wanted);
        if (signature == null) {
            throw ServingException.failedPrecondition(
                    "model %s has no signature '%s': it has %s"
                            .formatted(description.id(), wanted, names));
        }
        List<String> versions =
                management
                        .model(ref.name())
                        .map(PublishedModel::availableVersions)
                        .orElse(List.of(Long.toString(description.id().version())));
        return new PublishedModel(
                description.id().name(), versions, description.platform(), signature, names);
    }

    /**
     * Whether a model can answer now.
     *
     * @throws ServingException NOT_FOUND when there is no such model at all
     */
    public static boolean isReady(Management management, ModelRef ref) {
        try {
            management.describe(ref);
            return true;
        } catch (ServingException e) {
            ServingException ours = ModelNames.inOurWords(e, ref);
            if (ours.code() == ErrorCode.UNAVAILABLE) {
                return false;
            }
            throw ours;
        }
    }

    /** The versions of a model that callers reach, oldest first. */
    public static List<String> availableVersions(ModelStatus status) {
        return status.versions().stream()
                .filter(version -> version.state() == VersionState.AVAILABLE)
                .map(VersionStatus::version)
                .sorted()
                .map(String::valueOf)
                .toList();
    }
}
