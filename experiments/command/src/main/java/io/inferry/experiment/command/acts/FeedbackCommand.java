package io.inferry.experiment.command.acts;

import io.inferry.api.ServingException;
import io.inferry.experiment.command.terminal.Act;
import io.inferry.experiment.command.terminal.Connection;
import io.inferry.experiment.command.terminal.ExitStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands over labels and rewards in bulk. */
@Command(
        name = "feedback",
        mixinStandardHelpOptions = true,
        description = {
            "Hands over what came back about answers: a JSON object on each line (NDJSON),",
            "{\"id\": \"…\", \"label\": …, \"reward\": 1.0, \"values\": {\"name\": 2.5}, \"key\": \"…\"}.",
            "Sending a file twice does no harm. Ends with 2 when a record was invalid."
        })
public final class FeedbackCommand implements Callable<Integer> {
    /** A body holds less than what servers take. */
    private static final int CHARACTERS_MAX = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "The records; - reads standard input.")
    private String file = "";

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Records in one request at most. Standard: ${DEFAULT-VALUE}")
    private int recordsMax = 1000;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private Connection connection = new Connection();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return Act.of(spec, this::send);
    }

    private int send(PrintWriter out) throws InterruptedException {
        FeedbackTally tally = new FeedbackTally();
        long sent = 0;
        try (BufferedReader reader = InputText.open(file);
                var server = connection.open()) {
            var experiments = new ExperimentsOfServer(server);
            Lines lines = new Lines(reader, Math.max(1, recordsMax));
            for (String part = lines.next(); part != null; part = lines.next()) {
                tally.add(experiments.feedback(part), sent);
                sent = lines.read();
            }
        } catch (ServingException e) {
            throw ServingException.of(
                    e.code(), "%s (lines 1 to %d were taken before)".formatted(e.text(), sent));
        } catch (IOException e) {
            throw InputText.unreadable(file, e);
        }
        out.println(json ? tally.json() : tally.text());
        return tally.invalid() > 0 ? ExitStatus.WRONG_INPUT : ExitStatus.OK;
    }

    /** A file in parts of whole lines. */
    private static final class Lines {
        private final BufferedReader reader;
        private final int recordsMax;
        private long read;

        Lines(BufferedReader reader, int recordsMax) {
            this.reader = reader;
            this.recordsMax = recordsMax;
        }

        /** Lines read so far, empty ones among them. */
        long read() {
            return read;
        }

        /** The next lines that are not empty; null at the end. */
        @Nullable String next() throws IOException {
            StringBuilder part = new StringBuilder();
            int records = 0;
            while (records < recordsMax && part.length() < CHARACTERS_MAX) {
                String line = reader.readLine();
                if (line == null) {
                    break;
                }
                read++;
                if (!line.isBlank()) {
                    records++;
                    part.append(line).append('\n');
                }
            }
            return records == 0 ? null : part.toString();
        }
    }
}
