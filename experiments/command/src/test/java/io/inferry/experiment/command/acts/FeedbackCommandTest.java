package io.inferry.experiment.command.acts;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.experiment.command.AdminListener;
import io.inferry.experiment.command.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackCommandTest {
    private static final String THREE =
            "{\"id\": \"a\", \"label\": 1}\n\n{\"id\": \"b\", \"label\": 2}\n{\"id\": \"c\"}\n";

    @TempDir private Path directory;
    private AdminListener server;

    @BeforeEach
    void listen() throws IOException {
        server = new AdminListener();
    }

    @AfterEach
    void stopListening() {
        server.close();
    }

    private Shell send(String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("labels.ndjson"), THREE);
        String[] line = new String[options.length + 3];
        System.arraycopy(options, 0, line, 3, options.length);
        line[0] = "feedback";
        line[1] = file.toString();
        line[2] = server.url();
        return Shell.experiment(line);
    }

    private static String counts(int accepted, int invalid, String reasons) {
        return "{\"accepted\": %d, \"repeated\": 0, \"unknown\": 1, \"invalid\": %d, \"reasons\": [%s]}"
                .formatted(accepted, invalid, reasons);
    }

    @Test
    void recordsGoInPartsAndTheirCountsAreSummed() throws IOException {
        server.on("POST /api/feedback", 200, counts(2, 0, ""));
        server.on("POST /api/feedback", 200, counts(0, 0, ""));

        Shell shell = send("--records=2");

        assertThat(shell.status()).isZero();
        assertThat(shell.out().strip()).isEqualTo("accepted 2, unknown 2");
        assertThat(server.heard())
                .containsExactly(
                        "POST /api/feedback {\"id\": \"a\", \"label\": 1}\n{\"id\": \"b\", \"label\": 2}\n",
                        "POST /api/feedback {\"id\": \"c\"}\n");
    }

    @Test
    void invalidRecordsAreToldAndShowInTheStatus() throws IOException {
        server.on("POST /api/feedback", 200, counts(1, 0, ""));
        server.on("POST /api/feedback", 200, counts(1, 1, "\"record 2: it says nothing\""));

        Shell shell = send("--records=1");

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.out()).contains("invalid 2", "after line 1, record 2: it says nothing");
        assertThat(send("--json").out()).contains("\"invalid\" : 1");
    }

    @Test
    void aServerThatIsFullStopsItAndWhatWasTakenIsSaid() throws IOException {
        server.on("POST /api/feedback", 200, counts(1, 0, ""));
        server.on(
                "POST /api/feedback",
                429,
                "{\"error\": {\"code\": \"RESOURCE_EXHAUSTED\", \"message\": \"too much feedback\"}}");

        Shell shell = send("--records=1");

        assertThat(shell.status()).isEqualTo(3);
        assertThat(shell.err()).contains("too much feedback (lines 1 to 1 were taken before)");
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        Shell shell = Shell.experiment("feedback", directory + "/none", server.url());

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.err()).contains("cannot read");
    }
}
