package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.VersionState;
import io.inferry.api.management.VersionStatus;
import io.inferry.protocol.tfserving.wire.WireCode;
import io.inferry.transport.http.Bytes;
import java.util.List;
import java.util.OptionalLong;

/** The states of a model's versions as upstream prints its GetModelStatusResponse. */
final class StatusPage {
    private final Management management;

    StatusPage(Management management) {
        this.management = management;
    }

    /**
     * Newest version first.
     *
     * @throws ServingException NOT_FOUND when the model, or the version asked for, was never seen
     */
    Bytes render(String name, OptionalLong version) {
        List<VersionStatus> all =
                management.model(name).map(ModelStatus::versions).orElse(List.of());
        if (all.isEmpty()) {
            throw ServingException.notFound("Could not find any versions of model " + name);
        }
        List<VersionStatus> wanted =
                version.isEmpty()
                        ? all
                        : all.stream()
                                .filter(each -> each.version() == version.getAsLong())
                                .toList();
        if (wanted.isEmpty()) {
            throw ServingException.notFound(
                    "Could not find version " + version.getAsLong() + " of model " + name);
        }
        return print(wanted);
    }

    private static Bytes print(List<VersionStatus> versions) {
        PrettyWriter json = PrettyWriter.likeProtobuf();
        json.beginObject().key("model_version_status").beginArray();
        for (VersionStatus each : versions) {
            json.beginObject();
            json.key("version").string(Long.toString(each.version()));
            json.key("state").string(stateName(each.state()));
            json.key("status").beginObject();
            json.key("error_code")
                    .string(each.failure().map(code -> WireCode.of(code).name()).orElse("OK"));
            json.key("error_message").string(message(each));
            json.endObject().endObject();
        }
        return json.endArray().endObject().line().toBytes();
    }

    private static String message(VersionStatus status) {
        return status.failure().map((ErrorCode code) -> status.reason()).orElse("");
    }

    private static String stateName(VersionState state) {
        return switch (state) {
            case NEW -> "START";
            case LOADING, WARMING -> "LOADING";
            case AVAILABLE -> "AVAILABLE";
            case DRAINING -> "UNLOADING";
            case UNLOADED, FAILED -> "END";
        };
    }
}
