package io.inferry.experiment.store.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process of its own that runs {@link JournalProgram}, to be killed without warning. */
final class JournalChild implements AutoCloseable {
    private static final long SECONDS_MAX = 60;

    private final Process process;
    private final BufferedReader out;

    private JournalChild(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static JournalChild start(String act, Path directory) throws IOException {
        return start(List.of(), act, directory);
    }

    /** Runs it by another program: a shell that mounts or limits something first. */
    static JournalChild start(List<String> by, String act, Path directory) throws IOException {
        List<String> words = new ArrayList<>(by);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-XX:TieredStopAtLevel=1");
        words.add("-XX:-UsePerfData");
        words.add(JournalProgram.class.getName());
        words.add(act);
        words.add(directory.toString());
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new JournalChild(builder.start());
    }

    long pid() {
        return process.pid();
    }

    /** The next line that it says; null when it has ended. */
    @Nullable String line() {
        try {
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it, then reads what it had said by then. */
    List<String> kill() {
        // Not by Process itself, which throws away what was not read yet.
        process.toHandle().destroyForcibly();
        return rest();
    }

    /** Reads all that it says until it ends by itself. */
    List<String> rest() {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            lines.add(line);
        }
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + pid() + " cannot be killed");
            }
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
