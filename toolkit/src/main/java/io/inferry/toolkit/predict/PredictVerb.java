package io.inferry.toolkit.predict;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Calls a running server over the Open Inference Protocol. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Calls a running server and prints its answer.",
            "",
            "JSON may be a list (for a model with one input: [[1.0, 2.0]]), an object of input name to list"
                    + " ({\"x\": [[1.0, 2.0]]}), or a whole Open Inference request ({\"inputs\": [...]}).",
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
            out.println(JsonText.pretty(client.infer(request(client))));
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
        if (given.image != null) {
            return ImageInput.request(given.image, client.inputs());
        }
        JsonNode json = JsonInput.parse(text());
        return JsonInput.isWholeRequest(json) ? json : JsonInput.request(json, client.inputs());
    }

    private String text() throws IOException {
        if (given.json != null) {
            return given.json;
        }
        if (given.file == null) {
            throw new IllegalStateException("picocli let a command without input through");
        }
        if (given.file.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path file = Path.of(given.file);
        if (!Files.isReadable(file)) {
            throw new PredictException("cannot read " + file);
        }
        return Files.readString(file);
    }
}
