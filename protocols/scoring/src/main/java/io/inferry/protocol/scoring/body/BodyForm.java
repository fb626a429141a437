package io.inferry.protocol.scoring.body;

import io.inferry.protocol.scoring.media.MediaType;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.table.CsvHead;
import java.util.Optional;

/** How a body is written. */
public sealed interface BodyForm {
    /** As JSON. */
    record Json() implements BodyForm {}

    /**
     * As CSV.
     *
     * @param head what the first line is; empty where only the line itself can tell
     */
    record Csv(Optional<CsvHead> head) implements BodyForm {}

    /**
     * The form that a {@code Content-Type} names; where it names none, or what curl and HTTP
     * libraries put there unasked, a body that begins as JSON is JSON.
     *
     * @return empty for a type that is not taken
     */
    static Optional<BodyForm> of(String contentType, Bytes body) {
        MediaType type = MediaType.of(contentType);
        String charset = type.parameter("charset");
        if (!charset.isEmpty() && !charset.equalsIgnoreCase("utf-8")) {
            return Optional.empty();
        }
        return switch (type.name()) {
            case "application/json" -> Optional.of(new Json());
            case "text/csv" -> Optional.of(new Csv(head(type)));
            case "", "application/x-www-form-urlencoded", "application/octet-stream" ->
                    beginsAsJson(body) ? Optional.of(new Json()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** RFC 4180's parameter. */
    private static Optional<CsvHead> head(MediaType type) {
        return switch (type.parameter("header")) {
            case "present" -> Optional.of(CsvHead.NAMES);
            case "absent" -> Optional.of(CsvHead.NONE);
            default -> Optional.empty();
        };
    }

    private static boolean beginsAsJson(Bytes body) {
        for (int i = 0; i < body.length(); i++) {
            byte b = body.array()[body.offset() + i];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{' || b == '[';
            }
        }
        return false;
    }
}
