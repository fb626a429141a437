package io.inferry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that ran to its end.
 *
 * @param out standard output and standard error as they came
 */
record Command(int status, String out) {
    private static final long SECONDS_MAX = 120;

    static Command run(List<String> words) throws IOException, InterruptedException {
        return run(words, "");
    }

    static Command run(List<String> words, String input) throws IOException, InterruptedException {
        Path out = Files.createTempFile("command", ".txt");
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start();
            try (var standardInput = process.getOutputStream()) {
                standardInput.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended)
                    .as("%s within %d s; so far: %s", words, SECONDS_MAX, Files.readString(out))
                    .isTrue();
            return new Command(process.exitValue(), Files.readString(out));
        } finally {
            Files.delete(out);
        }
    }

    /** The packaged program with these arguments. */
    static Command inferry(String... arguments) throws IOException, InterruptedException {
        return run(
                Stream.concat(Stream.of(Packaged.program().toString()), Arrays.stream(arguments))
                        .toList());
    }
}
