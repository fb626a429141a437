package io.inferry.engine.pfa.document;

import io.inferry.api.ServingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A document's bytes, checked: what of them reaches Hadrian does no harm by its form. */
public final class Document {
    /** 64 MiB. Parsed values take some ten times as much of the heap. */
    static final long FILE_BYTES_MAX = 64L << 20;

    private final Path path;
    private final byte[] bytes;
    private final List<String> functions;

    private Document(Path path, byte[] bytes, List<String> functions) {
        this.path = path;
        this.bytes = bytes;
        this.functions = functions;
    }

    /**
     * Reads and checks a file.
     *
     * @throws ServingException INVALID_MODEL when it is no JSON, too large or too deep, or has what
     *     a document may not have here; UNIMPLEMENTED for YAML
     */
    public static Document read(Path path) {
        if (Artifact.isYaml(Artifact.name(path))) {
            throw ServingException.unimplemented(
                    path + " is YAML; only JSON is read: convert it, for example with yq -o=json");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes((int) FILE_BYTES_MAX + 1);
        } catch (IOException e) {
            throw ServingException.invalidModel(path + " cannot be read: " + e, e);
        }
        if (bytes.length > FILE_BYTES_MAX) {
            throw ServingException.invalidModel(
                    "%s is larger than the %d bytes that a PFA document may have"
                            .formatted(path, FILE_BYTES_MAX));
        }
        try {
            return new Document(path, bytes, Screening.of(bytes));
        } catch (UnfitException e) {
            throw ServingException.invalidModel(path + ": " + e.reason(), e);
        }
    }

    /** Where it was read from. */
    public Path path() {
        return path;
    }

    /** The document as JSON. */
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    /** Its size. */
    public long byteSize() {
        return bytes.length;
    }

    /** The library's models that its program calls, as {@code model.tree.simpleTree}. */
    public List<String> functions() {
        return functions;
    }
}
