package io.inferry.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InferryCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutAVerbTheVerbsAreShown() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("serve", "demo", "inspect", "predict", "completion");
    }

    @Test
    void everyVerbHasHelp() {
        for (String verb : verbs()) {
            assertThat(run(verb, "--help")).as(verb).isZero();
            assertThat(out.toString()).contains("Usage: inferry " + verb);
        }
    }

    @Test
    void anUnknownVerbNamesASimilarOne() {
        assertThat(run("serv")).isEqualTo(2);
        assertThat(err.toString()).contains("serve");
    }

    @Test
    void theCompletionScriptKnowsTheVerbs() {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("complete -F").contains("--print-config");
    }

    @Test
    void theEffectiveConfigurationShowsFlagsAndStandardPorts() {
        String models = Path.of("src", "dist", "models").toString();

        assertThat(run("serve", "--models", models, "--port", "admin=1", "--print-config"))
                .isZero();
        assertThat(out.toString())
                .contains("models: " + models + "  # flag --models")
                .contains("    port: 1  # flag --port admin")
                .contains("    port: 8501  # default");
    }

    @Test
    void aRefusalIsOneMessageAndStatusOne() {
        assertThat(run("serve", "--print-config", "--set", "hots=x")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("inferry: the configuration has 1 problem")
                .contains("flag --set hots: hots is not known; the nearest key is host")
                .doesNotContain("\tat ");
    }

    private static String[] verbs() {
        return InferryCommand.commandLine().getSubcommands().keySet().toArray(String[]::new);
    }

    private int run(String... arguments) {
        return InferryCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
