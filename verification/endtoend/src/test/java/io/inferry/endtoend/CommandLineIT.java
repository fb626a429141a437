package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.inferry.contracts.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineIT {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"serve", "demo", "inspect", "predict", "completion"})
    void everyVerbHasHelp(String verb) throws Exception {
        Command help = Command.inferry(verb, "--help");

        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Usage: inferry " + verb);
        assertThat(Command.inferry("--help").out()).contains(verb);
    }

    @Test
    void aVerbThatIsNotThereIsSaidWithThoseThatAre() throws Exception {
        Command mistaken = Command.inferry("inspct", "x");

        assertThat(mistaken.status()).isEqualTo(2);
        assertThat(mistaken.out()).contains("inspct").contains("inspect");
    }

    @Test
    void inspectShowsFormatSignaturesAndOpset() throws Exception {
        Path model = Fixtures.copyModel(Fixtures.BERT_NANO, folder.resolve("bert.onnx"));

        Command shown = Command.inferry("inspect", model.toString());

        assertThat(shown.status()).as(shown.out()).isZero();
        assertThat(shown.out())
                .contains("ONNX", "opset", "serving_default", "input_ids", "INT64", "[batch,")
                .contains("pooler_output", Files.size(model) + " bytes");
    }

    @Test
    void inspectSaysWhatIsWrongWithABrokenFile() throws Exception {
        Path model = folder.resolve("half.onnx");
        byte[] whole = Fixtures.bytes(Fixtures.BERT_NANO);
        Files.write(model, Arrays.copyOf(whole, whole.length / 2));

        Command shown = Command.inferry("inspect", model.toString());

        assertThat(shown.status()).isEqualTo(1);
        assertThat(shown.out()).contains("half.onnx").doesNotContain("Exception");
    }

    @Test
    void predictAsksARunningServerWithJsonAFileOrAnImage() throws Exception {
        new Repository(folder.resolve("models")).add(Fixtures.DIGITS_KERAS, "digits", 1);
        Path image = Packaged.distribution().resolve("examples/digit.png");
        Path file = Files.writeString(folder.resolve("question.json"), Question.tensors());
        try (var server = RunningServer.serve(folder.resolve("models")).awaitReady()) {
            String url = "http://127.0.0.1:" + server.port("openinference_rest");

            Command whole =
                    Command.inferry(
                            "predict", "digits", "--server", url, "--file", file.toString());
            Question.assertOutputs(whole.out());
            Command seen =
                    Command.inferry(
                            "predict", "digits", "--server", url, "--image", image.toString());
            assertThat(seen.status()).as(seen.out()).isZero();
            assertThat(seen.out()).contains("probabilities");
            Command typed =
                    Command.inferry("predict", "digits", "--server", url, "--json", "[[1, 2]]");
            assertThat(typed.status()).isEqualTo(1);
            assertThat(typed.out()).contains("[1,2]").contains("64");
        }
    }

    @Test
    void predictReadsATableAndExplainsItsRows() throws Exception {
        String file = Packaged.distribution().resolve("examples/patients.csv").toString();
        try (var server =
                RunningServer.serve(Packaged.distribution().resolve("models")).awaitReady()) {
            String url = "http://127.0.0.1:" + server.port("openinference_rest");

            Command asked =
                    Command.inferry("predict", "breast_cancer", "--server", url, "--csv", file);
            assertThat(asked.status()).as(asked.out()).isZero();
            assertThat(asked.out()).contains("\"label\" : \"malignant\"").contains("benign");
            Command explained =
                    Command.inferry(
                            "predict",
                            "breast_cancer",
                            "--server",
                            url,
                            "--csv",
                            file,
                            "--explain",
                            "--model-version",
                            "1");
            assertThat(explained.status()).as(explained.out()).isZero();
            assertThat(explained.out()).contains("worst_radius").contains("bias");
        }
    }

    @Test
    void printConfigShowsWhereAValueCameFrom() throws Exception {
        Path config = Files.writeString(folder.resolve("inferry.yaml"), "stop_timeout: 7s\n");

        Command shown =
                Command.inferry(
                        "serve", "--models", "m", "--config", config.toString(), "--print-config");

        assertThat(shown.status()).as(shown.out()).isZero();
        assertThat(shown.out())
                .containsPattern("stop_timeout: 7s.*inferry.yaml")
                .containsPattern("models: .*m.*--models");
    }

    @Test
    void anUnknownKeyNamesTheNearest() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("inferry.yaml"), "stop_timout: 7s\nevent_loops: many\n");

        Command refused = Command.inferry("serve", "--models", "m", "--config", config.toString());

        assertThat(refused.status()).isNotZero();
        assertThat(refused.out()).contains("stop_timout", "stop_timeout", "event_loops", "many");
    }

    @Test
    void bashCompletesTheVerbs() throws Exception {
        Command script = Command.inferry("completion");
        assertThat(script.status()).isZero();
        Path file = Files.writeString(folder.resolve("completion.bash"), script.out());

        Command completed =
                Command.run(
                        List.of(
                                "bash",
                                "-c",
                                "source "
                                        + file
                                        + "; COMP_WORDS=(inferry ins); COMP_CWORD=1; _complete_inferry inferry ins inferry;"
                                        + " echo \"${COMPREPLY[@]}\""));

        assertThat(completed.out()).contains("inspect");
    }

    @Test
    void theShellScriptsAreClean() throws Exception {
        Optional<Path> shellcheck = Packaged.tool("shellcheck");
        assumeTrue(shellcheck.isPresent(), "shellcheck is not installed");
        Path root = Packaged.root();
        for (Path script :
                List.of(
                        root.resolve("inferry"),
                        root.resolve("build"),
                        root.resolve(".ci/run"),
                        Packaged.program())) {
            Command checked =
                    Command.run(
                            List.of(
                                    shellcheck.get().toString(),
                                    "-x",
                                    "-P",
                                    root.toString(),
                                    script.toString()));
            assertThat(checked.out()).as(script.toString()).isEmpty();
        }
    }
}
