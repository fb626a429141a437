package io.inferry.protocol.scoring.answer;

import io.inferry.protocol.scoring.media.MediaType;
import java.util.List;
import java.util.Optional;

/** How an answer is to be written. */
public enum AnswerForm {
    /** {@code {"predictions": …}}. */
    JSON,
    /** A line for each row. */
    CSV,
    /** The same under a line of names. */
    CSV_WITH_HEAD;

    /**
     * The first form of an {@code Accept} that is spoken here; JSON for none or any.
     *
     * @return empty when none is
     */
    public static Optional<AnswerForm> of(String accept) {
        List<MediaType> types = MediaType.list(accept);
        if (types.isEmpty()) {
            return Optional.of(JSON);
        }
        for (MediaType type : types) {
            switch (type.name()) {
                case "application/json", "application/*", "*/*" -> {
                    return Optional.of(JSON);
                }
                case "text/csv", "text/*" -> {
                    return Optional.of(
                            type.parameter("header").equals("present") ? CSV_WITH_HEAD : CSV);
                }
                default -> {
                    // The next may be one.
                }
            }
        }
        return Optional.empty();
    }
}
