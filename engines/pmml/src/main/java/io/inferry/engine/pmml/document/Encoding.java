package io.inferry.engine.pmml.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML document, by its byte order mark or its declaration. The JDK's parser
 * could find out by itself, but writes bytes that it cannot decode to the error stream.
 */
final class Encoding {
    private static final int HEAD_BYTES = 256;
    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private Encoding() {}

    /**
     * Opens a document.
     *
     * @param in supports {@link InputStream#mark}
     * @throws ModelFileException when its encoding is unknown
     */
    static Reader open(InputStream in) throws IOException {
        in.mark(HEAD_BYTES);
        byte[] head = in.readNBytes(HEAD_BYTES);
        in.reset();
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            in.skipNBytes(3);
            return reader(in, StandardCharsets.UTF_8);
        }
        if (startsWith(head, 0xFE, 0xFF) || startsWith(head, 0xFF, 0xFE)) {
            return reader(in, StandardCharsets.UTF_16);
        }
        if (startsWith(head, 0, '<')) {
            return reader(in, StandardCharsets.UTF_16BE);
        }
        if (startsWith(head, '<', 0)) {
            return reader(in, StandardCharsets.UTF_16LE);
        }
        return reader(in, declared(new String(head, StandardCharsets.ISO_8859_1)));
    }

    private static Charset declared(String head) {
        Matcher matcher = DECLARED.matcher(head);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(matcher.group(1));
        } catch (UnsupportedCharsetException e) {
            throw ModelFileException.broken(
                    "its encoding '%s' is unknown".formatted(matcher.group(1)));
        }
    }

    private static Reader reader(InputStream in, Charset charset) {
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (Byte.toUnsignedInt(head[i]) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
