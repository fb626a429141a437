package io.inferry.protocol.tfserving.rest;

import io.inferry.api.management.Management;
import io.inferry.protocol.tfserving.wire.ShownVersion;
import io.inferry.transport.http.Bytes;
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
     * @throws io.inferry.api.ServingException NOT_FOUND when the model, or the version asked for,
     *     was never seen
     */
    Bytes render(String name, OptionalLong version) {
        PrettyWriter json = PrettyWriter.likeProtobuf();
        json.beginObject().key("model_version_status").beginArray();
        for (ShownVersion each : ShownVersion.find(management, name, version)) {
            json.beginObject();
            json.key("version").string(Long.toString(each.version()));
            json.key("state").string(each.state());
            json.key("status").beginObject();
            json.key("error_code").string(each.code());
            json.key("error_message").string(each.message());
            json.endObject().endObject();
        }
        return json.endArray().endObject().line().toBytes();
    }
}
