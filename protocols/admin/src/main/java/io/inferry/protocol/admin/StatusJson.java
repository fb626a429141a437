package io.inferry.protocol.admin;

import io.inferry.api.management.Management;
import io.inferry.api.management.ModelStatus;
import io.inferry.api.management.QueueStatus;
import io.inferry.api.management.StateChange;
import io.inferry.api.management.VersionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is loaded, as maps and lists in the order a person wants to read them. */
final class StatusJson {
    private StatusJson() {}

    static Map<String, Object> everything(Management management) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("ready", management.readiness().ready());
        page.put("models", management.models().stream().map(StatusJson::model).toList());
        page.put("queues", management.queues().stream().map(StatusJson::queue).toList());
        page.put("tensor_bytes", management.tensorBytes());
        page.put("model_bytes", management.modelBytes());
        return page;
    }

    static Map<String, Object> model(ModelStatus status) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("name", status.name());
        model.put("labels", new TreeMap<>(status.labels()));
        model.put("notes", status.notes());
        model.put("versions", status.versions().stream().map(StatusJson::version).toList());
        return model;
    }

    private static Map<String, Object> version(VersionStatus status) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("version", status.version());
        version.put("state", status.state().name());
        version.put("reason", status.reason());
        status.failure().ifPresent(code -> version.put("error", code.name()));
        List<Map<String, Object>> history =
                status.history().stream().map(StatusJson::change).toList();
        version.put("history", history);
        return version;
    }

    private static Map<String, Object> change(StateChange change) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("state", change.state().name());
        step.put("at", change.at().toString());
        step.put("reason", change.reason());
        return step;
    }

    private static Map<String, Object> queue(QueueStatus status) {
        Map<String, Object> queue = new LinkedHashMap<>();
        queue.put("model", status.id().name());
        queue.put("version", status.id().version());
        queue.put("waiting", status.waiting());
        queue.put("waiting_bytes", status.waitingBytes());
        queue.put("running", status.running());
        return queue;
    }
}
