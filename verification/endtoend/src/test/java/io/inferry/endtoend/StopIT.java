package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.contracts.Fixtures;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopIT {
    @TempDir private Path folder;

    @Test
    void sigtermFinishesWhatIsInFlightAndExitsWithZero() throws Exception {
        Repository repository = new Repository(folder);
        // The request waits two seconds for others to share its batch: long enough to be stopped
        // under.
        repository.settings("digits", "batching: {delay_max: 2s}\nwarmup: {iterations: 0}\n");
        repository.add(Fixtures.DIGITS_KERAS, "digits", 1);
        try (var server = RunningServer.serve(folder).awaitReady();
                var caller = Executors.newSingleThreadExecutor()) {
            Future<HttpResponse<String>> answer =
                    caller.submit(() ->
                            server.post("tensorflow_rest", Question.PREDICT, Question.instances()));
            server.await("the request waits", () -> page(server).contains("\"waiting\" : 1"));

            server.handle().destroy();

            HttpResponse<String> response =
                    answer.get(RunningServer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            Question.assertPredictions(response.body());
            assertThat(server.awaitEnd()).as(server.output()).isZero();
        }
    }

    @Test
    void anIdleServerStopsAtOnceAndItsPortsAreClosed() throws Exception {
        new Repository(folder).add(Fixtures.DIGITS_KERAS, "digits", 1);
        try (var server = RunningServer.serve(folder).awaitReady()) {
            assertThat(server.terminate()).as(server.output()).isZero();
            assertThatThrownBy(() -> server.get("admin", "/livez")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSecondServerOnTakenPortsSaysWhichAndEnds() throws Exception {
        new Repository(folder).add(Fixtures.DIGITS_KERAS, "digits", 1);
        try (var server = RunningServer.serve(folder).awaitReady()) {
            String taken = Integer.toString(server.port("admin"));
            Command second =
                    Command.inferry(
                            "serve",
                            "--models",
                            folder.toString(),
                            "--port",
                            "admin=" + taken,
                            "--port",
                            "tensorflow_rest=0",
                            "--port",
                            "tensorflow_grpc=0",
                            "--port",
                            "openinference_rest=0",
                            "--port",
                            "openinference_grpc=0");

            assertThat(second.status()).isNotZero();
            assertThat(second.out()).contains("admin").contains(taken);
        }
    }

    private static String page(RunningServer server) {
        try {
            return server.get("admin", "/api/models").body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
