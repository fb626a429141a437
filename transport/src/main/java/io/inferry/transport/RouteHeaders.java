package io.inferry.transport;

import io.inferry.api.inference.Exchange;
import io.inferry.api.traffic.Assignment;
import io.inferry.api.traffic.Share;
import io.inferry.transport.grpc.GrpcCall;
import io.inferry.transport.http.HttpResponse;
import io.inferry.transport.http.HttpResponse.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Tells a caller which version answers and why, where the model's traffic is divided: headers over
 * HTTP, initial metadata over gRPC, on answers and failures alike. Names that operators chose are
 * percent-encoded where they are not visible ASCII.
 */
public final class RouteHeaders {
    /** What feedback names the request by. */
    public static final String REQUEST_ID = "x-inferry-request-id";

    /** The number of the version that answers, or would have; missing where there was none. */
    public static final String MODEL_VERSION = "x-inferry-model-version";

    /** What decided: {@code rule/NAME}, {@code split}, {@code holdout}, {@code experiment} … */
    public static final String ROUTE = "x-inferry-route";

    /** The experiment that decided. */
    public static final String EXPERIMENT = "x-inferry-experiment";

    /** The experiment's arm: {@code version 2}, {@code label canary}, {@code latest}. */
    public static final String ARM = "x-inferry-arm";

    /** All names, as a browser wants them listed. */
    public static final String NAMES =
            String.join(", ", REQUEST_ID, MODEL_VERSION, ROUTE, EXPERIMENT, ARM);

    private static final int COUNT_MAX = 5;

    private RouteHeaders() {}

    /** The response with the route's headers; itself where the traffic is not divided. */
    public static HttpResponse on(HttpResponse response, Exchange exchange) {
        var assignment = exchange.assignment();
        if (assignment.isEmpty()) {
            return response;
        }
        List<Header> headers = new ArrayList<>(response.headers().size() + COUNT_MAX);
        headers.addAll(response.headers());
        tell(exchange, assignment.get(), (name, value) -> headers.add(new Header(name, value)));
        return new HttpResponse(
                response.status(), response.contentType(), headers, response.body());
    }

    /** Puts the route on whatever the call will end with. */
    public static void on(GrpcCall<?> call, Exchange exchange) {
        var assignment = exchange.assignment();
        if (assignment.isPresent()) {
            tell(exchange, assignment.get(), call::answerHeader);
        }
    }

    private static void tell(
            Exchange exchange, Assignment assignment, BiConsumer<String, String> header) {
        header.accept(REQUEST_ID, assignment.id());
        exchange.model().ifPresent(id -> header.accept(MODEL_VERSION, Long.toString(id.version())));
        header.accept(
                ROUTE,
                switch (assignment.cause()) {
                    case OVERRIDE -> "override";
                    case RULE -> "rule/" + visible(assignment.rule());
                    case HOLDOUT -> "holdout";
                    case EXPERIMENT -> "experiment";
                    case SPLIT -> "split";
                    case LATEST -> "latest";
                });
        if (assignment.cause() == Assignment.Cause.EXPERIMENT) {
            header.accept(EXPERIMENT, visible(assignment.rule()));
            header.accept(ARM, visible(Share.named(assignment.target())));
        }
    }

    private static String visible(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isVisible(name.charAt(i))) {
                return encoded(name);
            }
        }
        return name;
    }

    /** A space stays: it is in the names of arms. */
    private static boolean isVisible(int c) {
        return c >= ' ' && c <= '~' && c != '%';
    }

    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isVisible(b)) {
                text.append((char) b);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }
}
