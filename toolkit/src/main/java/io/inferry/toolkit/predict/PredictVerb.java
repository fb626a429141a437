package io.inferry.toolkit.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inferry.api.command.Verb;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Calls a running server: tensors over the Open Inference Protocol, tables as KServe's V1 does. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Calls a running server and prints its answer.",
            "",
            "JSON may be a list (for a model with one input: [[1.0, 2.0]]), an object of input name to list"
                    + " ({\"x\": [[1.0, 2.0]]}), or a whole Open Inference request ({\"inputs\": [...]}).",
            "A CSV file has the names of the model's columns in its first line, in any order; an empty cell is a"
                    + " missing value.",
            "An image is fitted to the model's input: grey or RGB, its width and height, flat or planes first or"
                    + " channels last, values 0 to 1."
        })
public final class PredictVerb implements Verb {
    @Parameters(paramLabel = "MODEL", description = "The model's name.")
    private String model = "";

    @ArgGroup(multiplicity = "1")
    private Given given = new Given();

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server's Open Inference listener. Standard: ${DEFAULT-VALUE}")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--model-version",
            paramLabel = "VERSION",
            description = "A version or a label.")
    private @Nullable String version;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the answer. Standard: ${DEFAULT-VALUE}")
    private int timeoutSeconds = 30;

    @Option(
            names = "--explain",
            description = "Asks how much each feature added to the answer, instead of the answer.")
    private boolean explain;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Exactly one of these. */
    static final class Given {
        @Option(names = "--json", paramLabel = "JSON", description = "The input.")
        private @Nullable String json;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "A file with the input as JSON; - reads standard input.")
        private @Nullable String file;

        @Option(
                names = "--csv",
                paramLabel = "FILE",
                description = "Rows by column name; - reads standard input.")
        private @Nullable String csv;

        @Option(
                names = "--image",
                paramLabel = "FILE",
                description = "A PNG, JPEG, GIF or BMP image.")
        private @Nullable Path image;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            ModelClient client =
                    new ModelClient(
                            server,
                            model,
                            Optional.ofNullable(version),
                            Duration.ofSeconds(timeoutSeconds));
            JsonNode answer =
                    given.csv == null
                            ? client.infer(request(client))
                            : client.score(text(given.csv), explain);
            out.println(JsonText.pretty(answer));
            return 0;
        } catch (PredictException | IOException e) {
            err.println("predict: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private JsonNode request(ModelClient client) throws IOException, InterruptedException {
        JsonNode request = tensors(client);
        if (explain && request instanceof ObjectNode whole) {
            whole.withObject("/parameters").put("explain", true);
        }
        return request;
    }

    private JsonNode tensors(ModelClient client) throws IOException, InterruptedException {
        if (given.image != null) {
            return ImageInput.request(given.image, client.inputs());
        }
        JsonNode json = JsonInput.parse(written());
        return JsonInput.isWholeRequest(json) ? json : JsonInput.request(json, client.inputs());
    }

    private String written() throws IOException {
        if (given.json != null) {
            return given.json;
        }
        if (given.file == null) {
            throw new IllegalStateException("picocli let a command without input through");
        }
        return text(given.file);
    }

    private static String text(String name) throws IOException {
        if (name.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path file = Path.of(name);
        if (!Files.isReadable(file)) {
            throw new PredictException("cannot read " + file);
        }
        return Files.readString(file);
    }
}
