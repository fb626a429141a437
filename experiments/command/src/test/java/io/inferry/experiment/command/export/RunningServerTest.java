package io.inferry.experiment.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.inferry.experiment.command.AdminListener;
import io.inferry.experiment.command.Shell;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RunningServerTest {
    private static final String PLAN =
            "\"plan\": {\"route\": [{\"version\": 1, \"weight\": 90}, {\"version\": 2, \"weight\": 10}]}";
    private static final String EXPERIMENT =
            "\"experiment\": {\"name\": \"digits-v3\", \"chooses\": \"%s\", \"route\": [{\"version\": 1,"
                    + " \"weight\": 75}, {\"version\": 3, \"weight\": 25}]}";

    private static Shell export(String answer, String... more) throws IOException {
        try (AdminListener server = new AdminListener()) {
            server.on("GET /api/models/digits/traffic", 200, answer);
            String[] line = new String[more.length + 4];
            System.arraycopy(more, 0, line, 4, more.length);
            line[0] = "export";
            line[1] = "--istio";
            line[2] = "--model=digits";
            line[3] = server.url();
            return Shell.experiment(line);
        }
    }

    private static int weight(Shell shell, int share) throws IOException {
        JsonNode service = KnownFields.read(shell.out()).getFirst();
        return service.at("/spec/http/0/route/" + share + "/weight").asInt();
    }

    @Test
    void thePlanOfARunningServerIsWritten() throws IOException {
        Shell shell = export("{\"model\": \"digits\", " + PLAN + "}");

        assertThat(shell.status()).isZero();
        assertThat(weight(shell, 0)).isEqualTo(90);
    }

    @Test
    void anExperimentTakesThePlaceOfTheSplit() throws IOException {
        Shell shell = export("{" + PLAN + ", " + EXPERIMENT.formatted("by weight") + "}");

        assertThat(shell.out()).startsWith("# experiment 'digits-v3' runs");
        assertThat(weight(shell, 1)).isEqualTo(25);
    }

    @Test
    void anExperimentThatChoosesByRequestCannotBeSaid() throws IOException {
        String answer = "{" + EXPERIMENT.formatted("by request") + "}";

        assertThat(export(answer).status()).isEqualTo(5);
        assertThat(weight(export(answer, "--lenient"), 0)).isEqualTo(75);
    }

    @Test
    void undividedTrafficHasNothingToExport() throws IOException {
        Shell shell = export("{\"model\": \"digits\"}");

        assertThat(shell.status()).isEqualTo(5);
        assertThat(shell.err()).contains("the traffic of model 'digits' is not divided");
    }

    @Test
    void aModelThatNobodyKnowsIsNotFound() throws IOException {
        try (AdminListener server = new AdminListener()) {
            Shell shell =
                    Shell.experiment("export", "--gateway-api", "--model=unheard", server.url());

            assertThat(shell.status()).isEqualTo(4);
        }
    }
}
