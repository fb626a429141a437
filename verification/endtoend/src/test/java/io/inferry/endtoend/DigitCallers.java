package io.inferry.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Callers of the model "digits": each asks for one row after another over TensorFlow Serving's REST
 * as some user, notes who answered, and now and then tells the server what was right.
 */
final class DigitCallers implements AutoCloseable {
    private static final int USERS = 5_000;
    private static final int FEEDBACK_AT_ONCE = 50;

    private final RunningServer server;
    private final JsonNode fixture;
    private final ExecutorService threads;
    private final List<Future<Void>> running = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> usersOfTwo = new ConcurrentHashMap<>();
    private volatile boolean over;

    private DigitCallers(RunningServer server, int count) throws IOException {
        this.server = server;
        this.fixture = DigitModels.rows();
        this.threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(this::call));
        }
    }

    static DigitCallers start(RunningServer server, int count) throws IOException {
        return new DigitCallers(server, count);
    }

    private Void call() throws IOException, InterruptedException {
        try (var http = new LoadCaller()) {
            StringBuilder feedback = new StringBuilder();
            int told = 0;
            while (!over) {
                int number = next.getAndIncrement();
                int row = number % fixture.path("rows").size();
                LoadCaller.Answer response = ask(http, number % USERS, row);
                String id = note(response, number % USERS);
                if (!id.isEmpty()) {
                    feedback.append(
                            "{\"id\": \"%s\", \"label\": %d}%n"
                                    .formatted(id, fixture.path("labels").path(row).intValue()));
                    told++;
                }
                if (told == FEEDBACK_AT_ONCE) {
                    server.post("admin", "/api/feedback", feedback.toString());
                    feedback.setLength(0);
                    told = 0;
                }
            }
        }
        return null;
    }

    private LoadCaller.Answer ask(LoadCaller http, int user, int row) throws IOException {
        return http.post(
                server.uri("tensorflow_rest", "/v1/models/digits:predict"),
                DigitModels.question(fixture.path("rows").path(row)),
                Map.of("x-user-id", "user-" + user));
    }

    private String note(LoadCaller.Answer answer, int user) {
        String version = answer.header("x-inferry-model-version").orElse("none");
        boolean answered = answer.status() == 200;
        (answered ? answers : failures)
                .computeIfAbsent(version, fresh -> new AtomicLong())
                .incrementAndGet();
        if (version.equals("2")) {
            usersOfTwo.put(user, true);
        }
        return answered ? answer.header("x-inferry-request-id").orElse("") : "";
    }

    /** Answers by version. */
    long answeredBy(String version) {
        AtomicLong count = answers.get(version);
        return count == null ? 0 : count.get();
    }

    /** Failures by version. */
    Map<String, Long> failures() {
        Map<String, Long> seen = new TreeMap<>();
        failures.forEach((version, count) -> seen.put(version, count.get()));
        return seen;
    }

    long answered() {
        return answers.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Different users that version 2 answered, or failed. */
    int usersOfTwo() {
        return usersOfTwo.size();
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Future<Void> each : running) {
                each.get(RunningServer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("a caller failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.close();
    }
}
