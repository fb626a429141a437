package io.inferry.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlainArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--models m",
                "--models=m --host 127.0.0.1 --config c.yaml",
                "--port admin=0 --port=tensorflow_rest=8501 --plugins p",
                "--set a.b=c=d --set=x.y=1,2 --log-level debug --train",
                "--set k=1 --port admin=1 --set k=2"
            })
    void plainArgumentsMeanTheSameAsToPicocli(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
        var byPicocli = new ServeOptions();
        new CommandLine(byPicocli).parseArgs(arguments.toArray(String[]::new));

        ServeOptions plain = PlainArguments.read(arguments).orElseThrow();

        assertThat(plain.flags()).isEqualTo(byPicocli.flags());
        assertThat(plain.config).isEqualTo(byPicocli.config);
        assertThat(plain.train).isEqualTo(byPicocli.train);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--modles m",
                "--models",
                "--models --host",
                "--models=",
                "--port admin",
                "--print-config",
                "m"
            })
    void everythingElseIsLeftToPicocli(String line) {
        assertThat(PlainArguments.read(List.of(line.split(" ")))).isEmpty();
    }

    @Test
    void aMistakeIsExplainedByPicocli() {
        assertThat(Arguments.run("serve", "--modles", "m")).isEqualTo(2);
    }
}
