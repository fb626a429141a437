package io.inferry.protocol.scoring;

import io.inferry.api.ServingException;
import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.model.ModelRef;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.http.HttpResponse;
import io.inferry.transport.json.FloatStyle;
import io.inferry.transport.json.JsonWriter;
import java.util.List;

/** What is asked with GET: whether the server lives, and which models it has. */
final class StatusPages {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Management management;

    StatusPages(Management management) {
        this.management = management;
    }

    HttpResponse alive() {
        return page(OK, json().name("status").string("alive"));
    }

    /** Probes look at the status; MLflow's body is an empty line. */
    HttpResponse ping() {
        int status = management.readiness().ready() ? OK : UNAVAILABLE;
        return new HttpResponse(status, "application/json", List.of(), Bytes.utf8("\n"));
    }

    /** Of the jar's manifest; classes in a folder have none. */
    HttpResponse serverVersion() {
        String version = StatusPages.class.getPackage().getImplementationVersion();
        return HttpResponse.text(OK, version == null ? "development" : version);
    }

    HttpResponse models() {
        JsonWriter json = json().name("models").beginArray();
        for (ModelStatus model : management.models()) {
            json.string(model.name());
        }
        return page(OK, json.endArray());
    }

    /**
     * Whether a model can answer.
     *
     * @throws ServingException NOT_FOUND, UNAVAILABLE
     */
    HttpResponse modelReady(ModelRef model) {
        management.describe(model);
        return page(OK, json().name("name").string(model.name()).name("ready").bool(true));
    }

    private static JsonWriter json() {
        return new JsonWriter(FloatStyle.SHORTEST).beginObject();
    }

    private static HttpResponse page(int status, JsonWriter json) {
        return HttpResponse.json(status, json.endObject().toBytes());
    }
}
