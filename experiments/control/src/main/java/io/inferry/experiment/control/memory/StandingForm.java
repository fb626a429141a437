package io.inferry.experiment.control.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.api.model.VersionChoice;
import io.inferry.experiment.control.course.Hold;
import io.inferry.experiment.control.course.Phase;
import io.inferry.experiment.control.course.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where an experiment stands, as JSON. Times are what has passed, never when. */
final class StandingForm {
    private StandingForm() {}

    static ObjectNode write(Standing standing, ObjectNode into) {
        into.put("phase", standing.phase().name());
        into.put("step", standing.step());
        into.put("at_step_nanos", standing.atStep().toNanos());
        into.put("running_nanos", standing.running().toNanos());
        standing.hold().ifPresent(hold -> into.put("hold", hold.cause().name()));
        ArrayNode dropped = into.putArray("dropped");
        standing.dropped().forEach(each -> dropped.add(version(each)));
        standing.winner().ifPresent(each -> into.put("winner", version(each)));
        into.put("reason", standing.reason());
        return into;
    }

    static Standing read(JsonNode from) {
        String reason = from.path("reason").asText();
        List<VersionChoice> dropped = new ArrayList<>();
        from.path("dropped").forEach(each -> dropped.add(new VersionChoice.Exact(each.asLong())));
        return new Standing(
                Phase.valueOf(from.path("phase").asText()),
                from.path("step").asInt(),
                Duration.ofNanos(from.path("at_step_nanos").asLong()),
                Duration.ofNanos(from.path("running_nanos").asLong()),
                from.has("hold")
                        ? Optional.of(
                                new Hold(Hold.Cause.valueOf(from.path("hold").asText()), reason))
                        : Optional.empty(),
                dropped,
                from.has("winner")
                        ? Optional.of(new VersionChoice.Exact(from.path("winner").asLong()))
                        : Optional.empty(),
                reason);
    }

    private static long version(VersionChoice target) {
        if (target instanceof VersionChoice.Exact exact) {
            return exact.version();
        }
        throw new IllegalStateException("an experiment runs over exact versions, was " + target);
    }
}
