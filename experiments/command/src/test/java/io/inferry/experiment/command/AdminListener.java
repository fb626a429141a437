package io.inferry.experiment.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A listener that gives answers as the server's own admin listener words them. */
public final class AdminListener implements AutoCloseable {
    private final HttpServer http;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    private record Answer(int status, String body) {}

    /** Listens on a free port of this machine. */
    public AdminListener() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    /** Answers a request such as {@code GET /api/experiments}; the last answer stays. */
    public AdminListener on(String request, int status, String body) {
        answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(asked + (body.isEmpty() ? "" : " " + body));
        Deque<Answer> known = answers.getOrDefault(asked, new ArrayDeque<>());
        Answer answer = known.size() > 1 ? known.poll() : known.peek();
        if (answer == null) {
            answer =
                    new Answer(
                            404,
                            "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"no such path\"}}");
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Method, path and body of every request. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** As an option. */
    public String url() {
        return "--url=http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
