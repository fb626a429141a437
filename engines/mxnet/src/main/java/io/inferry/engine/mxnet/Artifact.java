package io.inferry.engine.mxnet;

import io.inferry.api.ServingException;
import io.inferry.api.engine.SingleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one model: {@code NAME-symbol.json} and {@code NAME-0000.params} beside it. */
record Artifact(Path symbol, Path params, List<String> labels) {
    private static final SingleFile SYMBOL = new SingleFile("-symbol.json");
    private static final Pattern EPOCH = Pattern.compile("-(\\d{4,6})\\.params");
    private static final List<String> LABELS = List.of("synset.txt", "labels.txt", "classes.txt");
    private static final long LABELS_BYTES_MAX = 16 << 20;

    Artifact {
        labels = List.copyOf(labels);
    }

    /** Whether it looks like a model. */
    static boolean isPresent(Path artifact) {
        return SYMBOL.isPresent(artifact);
    }

    /**
     * Finds the files.
     *
     * @param epoch the number in the parameters' name, or {@link MxnetOptions#LATEST}
     * @throws ServingException INVALID_MODEL when there are none, or too many
     */
    static Artifact locate(Path artifact, int epoch) {
        Path symbol = SYMBOL.locate(artifact).toAbsolutePath();
        if (!Files.isRegularFile(symbol)) {
            throw ServingException.invalidModel(symbol + " does not exist");
        }
        String name = symbol.getFileName().toString();
        int ending = name.lastIndexOf("-symbol.json");
        if (ending < 0) {
            throw ServingException.invalidModel(symbol + " is not called NAME-symbol.json");
        }
        return new Artifact(
                symbol, params(symbol, name.substring(0, ending), epoch), labels(symbol));
    }

    private static Path params(Path symbol, String name, int epoch) {
        try (Stream<Path> beside = Files.list(symbol.resolveSibling(""))) {
            return beside.filter(file -> number(file, name).isPresent())
                    .filter(file ->
                            epoch == MxnetOptions.LATEST
                                    || number(file, name).orElseThrow() == epoch)
                    .max(Comparator.comparing(file -> number(file, name).orElseThrow()))
                    .orElseThrow(() ->
                            ServingException.invalidModel(
                                    "there is no %s-%s.params beside %s"
                                            .formatted(
                                                    name,
                                                    epoch == MxnetOptions.LATEST
                                                            ? "0000"
                                                            : "%04d".formatted(epoch),
                                                    symbol)));
        } catch (IOException e) {
            throw ServingException.invalidModel(symbol + " cannot be read: " + e, e);
        }
    }

    private static Optional<Integer> number(Path file, String name) {
        String other = String.valueOf(file.getFileName());
        if (!other.startsWith(name) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Matcher matcher = EPOCH.matcher(other.substring(name.length()));
        return matcher.matches()
                ? Optional.of(Integer.parseInt(matcher.group(1)))
                : Optional.empty();
    }

    private static List<String> labels(Path symbol) {
        for (String name : LABELS) {
            Path file = symbol.resolveSibling(name);
            try {
                if (Files.isRegularFile(file) && Files.size(file) <= LABELS_BYTES_MAX) {
                    return Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList();
                }
            } catch (IOException e) {
                throw ServingException.invalidModel(file + " cannot be read: " + e, e);
            }
        }
        return List.of();
    }

    /** What is wrong with the graph. */
    ServingException brokenSymbol(String reason) {
        return ServingException.invalidModel(symbol + " is no usable MXNet graph: " + reason);
    }

    /** What is wrong with the parameters. */
    ServingException brokenParams(String reason) {
        return ServingException.invalidModel(params + " is no usable MXNet file: " + reason);
    }
}
