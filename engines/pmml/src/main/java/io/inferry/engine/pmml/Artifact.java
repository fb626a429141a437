package io.inferry.engine.pmml;

import io.inferry.api.engine.SingleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Finds the model file of an artifact: {@code *.pmml}, or {@code *.xml} whose first bytes show a
 * PMML root, since some tools write that ending.
 */
final class Artifact {
    private static final SingleFile PMML = new SingleFile(".pmml");
    private static final SingleFile XML = new SingleFile(".xml");
    private static final int HEAD_BYTES = 4096;
    private static final Pattern ROOT = Pattern.compile("<(?:[A-Za-z_][\\w.-]*:)?PMML[\\s>/]");

    private Artifact() {}

    /** Whether there is exactly one file to take. */
    static boolean isPresent(Path artifact) {
        return PMML.isPresent(artifact) || isXmlPmml(artifact);
    }

    /**
     * The model file.
     *
     * @throws io.inferry.api.ServingException INVALID_MODEL when there is none, or more than one
     */
    static Path locate(Path artifact) {
        return !PMML.isPresent(artifact) && isXmlPmml(artifact)
                ? XML.locate(artifact)
                : PMML.locate(artifact);
    }

    private static boolean isXmlPmml(Path artifact) {
        if (!XML.isPresent(artifact)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(XML.locate(artifact))) {
            // A root in UTF-16 has a zero beside each letter.
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
            return ROOT.matcher(head.replace("\0", "")).find();
        } catch (IOException e) {
            return false;
        }
    }
}
