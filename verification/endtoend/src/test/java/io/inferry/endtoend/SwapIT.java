package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.contracts.Fixtures;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the front page: a new version goes live under load without one failed request. */
class SwapIT {
    private static final int CONNECTIONS = 16;
    private static final int SWAPS = 20;

    @TempDir private Path folder;

    @Test
    void twentySwapsUnderSixteenConnectionsFailNoRequest() throws Exception {
        Repository repository = new Repository(folder);
        repository.add(Fixtures.DIGITS_KERAS, "digits", 1);
        var failures = new ConcurrentLinkedQueue<String>();
        var answered = new AtomicLong();
        var goesOn = new AtomicBoolean(true);
        try (var server = RunningServer.serve(folder).awaitReady();
                var callers = Executors.newFixedThreadPool(CONNECTIONS)) {
            URI target = server.uri("tensorflow_rest", Question.PREDICT);
            String question = Question.instances();
            Callable<Void> caller =
                    () -> {
                        try (var http = new LoadCaller()) {
                            while (goesOn.get()) {
                                var answer = http.post(target, question, Map.of());
                                if (answer.status() == 200) {
                                    answered.incrementAndGet();
                                } else {
                                    failures.add(answer.status() + " " + answer.body());
                                }
                            }
                        }
                        return null;
                    };
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(callers.submit(caller));
            }
            for (int version = 2; version <= SWAPS + 1; version++) {
                repository.add(Fixtures.DIGITS_KERAS, "digits", version);
                server.awaitState("digits", version, "AVAILABLE");
                repository.remove("digits", version - 1);
            }
            goesOn.set(false);
            for (Future<Void> each : running) {
                each.get();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(answered).hasValueGreaterThan(SWAPS * CONNECTIONS);
    }
}
