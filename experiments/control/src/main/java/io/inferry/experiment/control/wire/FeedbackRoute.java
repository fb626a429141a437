package io.inferry.experiment.control.wire;

import io.inferry.experiment.control.Experiments;
import io.inferry.experiment.control.view.FeedbackCounts;
import io.inferry.transport.http.HttpRequest;
import io.inferry.transport.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Takes feedback and says what became of it. Records that cannot be understood do not stand in the
 * way of the others; where no record can be, the answer is 400.
 */
final class FeedbackRoute implements Route.Action {
    private final Experiments experiments;

    FeedbackRoute(Experiments experiments) {
        this.experiments = experiments;
    }

    @Override
    public CompletableFuture<HttpResponse> act(HttpRequest request, String name) {
        FeedbackBody.Content content =
                FeedbackBody.read(request.body(), experiments.feedbackRecordsMax());
        if (content.records().isEmpty() && content.invalid() > 0) {
            return CompletableFuture.completedFuture(nothingUnderstood(content));
        }
        FeedbackCounts counts = experiments.feedback(content.records());
        return CompletableFuture.completedFuture(Json.response(200, page(content, counts)));
    }

    private static HttpResponse nothingUnderstood(FeedbackBody.Content content) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                "error",
                Map.of("code", "INVALID_ARGUMENT", "message", content.reasons().getFirst()));
        page.put("invalid", content.invalid());
        page.put("reasons", content.reasons());
        return Json.response(400, page);
    }

    private static Map<String, Object> page(FeedbackBody.Content content, FeedbackCounts counts) {
        List<String> reasons = new ArrayList<>(content.reasons());
        reasons.addAll(counts.reasons());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("accepted", counts.accepted());
        page.put("repeated", counts.repeated());
        page.put("unknown", counts.unknown());
        page.put("expired", counts.expired());
        page.put("invalid", counts.invalid() + content.invalid());
        page.put("forwarded", counts.forwarded());
        page.put("reasons", reasons);
        return page;
    }
}
