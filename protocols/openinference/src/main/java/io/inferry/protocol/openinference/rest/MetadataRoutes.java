package io.inferry.protocol.openinference.rest;

import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.protocol.openinference.wire.Datatype;
import io.inferry.protocol.openinference.wire.ModelNames;
import io.inferry.protocol.openinference.wire.PublishedModel;
import io.inferry.protocol.openinference.wire.ServerSettings;
import io.inferry.transport.facts.QueryText;
import io.inferry.transport.http.HttpResponse;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import java.util.List;

/** Everything that is asked with GET: health, and what the server and its models are. */
final class MetadataRoutes {
    private static final int OK = 200;

    private final Management management;
    private final ServerSettings settings;

    MetadataRoutes(Management management, ServerSettings settings) {
        this.management = management;
        this.settings = settings;
    }

    /**
     * The answer.
     *
     * @param query of the request, as sent
     */
    HttpResponse answer(Route route, String query) {
        return switch (route) {
            case Route.Server _ -> server();
            case Route.Live _ -> health(OK);
            case Route.Ready _ -> health(statusOf(ready()));
            case Route.Models _ -> models();
            case Route.Model model -> model(model, query);
            case Route.ModelReady model -> modelReady(model);
            case Route.Infer _ -> throw new IllegalStateException("infer is asked with POST");
        };
    }

    private HttpResponse server() {
        JsonWriter json = object().name("name").string(settings.serverName());
        json.name("version").string(settings.serverVersion()).name("extensions").beginArray();
        ServerSettings.EXTENSIONS.forEach(json::string);
        return send(OK, json.endArray());
    }

    /** Both members in both answers: clients of different ages look for either. */
    private HttpResponse health(int status) {
        JsonWriter json = object().name("live").bool(true).name("ready").bool(ready());
        return send(status, json);
    }

    private boolean ready() {
        return management.readiness().ready();
    }

    private HttpResponse models() {
        JsonWriter json = object().name("models").beginArray();
        for (ModelStatus status : management.models()) {
            List<String> versions = PublishedModel.availableVersions(status);
            json.beginObject().name("name").string(status.name());
            strings(json.name("versions"), versions);
            json.name("ready").bool(!versions.isEmpty()).endObject();
        }
        return send(OK, json.endArray());
    }

    private HttpResponse model(Route.Model route, String query) {
        PublishedModel model =
                PublishedModel.find(
                        management,
                        ModelNames.ref(route.name(), route.version()),
                        QueryText.value(query, "signature").orElse(Signature.DEFAULT_NAME));
        JsonWriter json = object().name("name").string(model.name());
        strings(json.name("versions"), model.versions());
        json.name("platform").string(model.platform());
        tensors(json.name("inputs"), model.signature().inputs());
        tensors(json.name("outputs"), model.signature().outputs());
        if (model.signatures().size() > 1) {
            // Values of parameters are no lists.
            json.name("parameters")
                    .beginObject()
                    .name("signatures")
                    .string(String.join(",", model.signatures()))
                    .endObject();
        }
        return send(OK, json);
    }

    private HttpResponse modelReady(Route.ModelReady route) {
        boolean ready =
                PublishedModel.isReady(management, ModelNames.ref(route.name(), route.version()));
        JsonWriter json = object().name("name").string(route.name()).name("ready").bool(ready);
        return send(statusOf(ready), json);
    }

    private int statusOf(boolean ready) {
        return ready ? OK : settings.notReadyStatus();
    }

    private static void tensors(JsonWriter json, List<TensorSpec> specs) {
        json.beginArray();
        for (TensorSpec spec : specs) {
            json.beginObject()
                    .name("name")
                    .string(spec.name())
                    .name("datatype")
                    .string(Datatype.name(spec.dataType()))
                    .name("shape");
            JsonShape.write(json, spec.shape());
            json.endObject();
        }
        json.endArray();
    }

    private static void strings(JsonWriter json, List<String> texts) {
        json.beginArray();
        texts.forEach(json::string);
        json.endArray();
    }

    private static JsonWriter object() {
        return new JsonWriter(FloatStyle.SHORTEST).beginObject();
    }

    private static HttpResponse send(int status, JsonWriter json) {
        return HttpResponse.json(status, json.endObject().toBytes());
    }
}
