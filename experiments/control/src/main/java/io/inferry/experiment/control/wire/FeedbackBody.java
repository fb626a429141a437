package io.inferry.experiment.control.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.experiment.control.view.FeedbackRecord;
import io.inferry.transport.http.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a body of feedback: one record, an array of records, or records one after the other
 * (NDJSON). The whole body is read before any of it counts.
 */
final class FeedbackBody {
    /** Larger bodies are refused before they are read. */
    static final int BYTES_MAX = 8 << 20;

    /** Wrong records of one body that are told one by one. */
    private static final int REASONS_MAX = 10;

    /** Names are strangers' texts here: not to be kept for ever. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    private final int recordsMax;
    private final List<FeedbackRecord> records = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private int invalid;

    private FeedbackBody(int recordsMax) {
        this.recordsMax = recordsMax;
    }

    /**
     * What a body says.
     *
     * @param records those that can be understood, in their order
     * @param invalid how many cannot
     * @param reasons the first of them
     */
    record Content(List<FeedbackRecord> records, int invalid, List<String> reasons) {
        Content {
            records = List.copyOf(records);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Reads a body.
     *
     * @throws ServingException INVALID_ARGUMENT when it is not JSON, naming record and field;
     *     TOO_LARGE when it has too many bytes or records
     */
    static Content read(Bytes body, int recordsMax) {
        if (body.length() > BYTES_MAX) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "feedback has at most %d bytes in one body, was %d"
                            .formatted(BYTES_MAX, body.length()));
        }
        FeedbackBody reading = new FeedbackBody(recordsMax);
        try (JsonParser parser = FACTORY.createParser(body.array(), body.offset(), body.length())) {
            reading.read(parser);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        return new Content(reading.records, reading.invalid, reading.reasons);
    }

    private void read(JsonParser parser) {
        try {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw ServingException.invalidArgument(
                        "the body is empty; expected a record, an array of records, or one on"
                                + " each line");
            }
            boolean list = first == JsonToken.START_ARRAY;
            JsonToken token = list ? parser.nextToken() : first;
            while (token != null && token != JsonToken.END_ARRAY) {
                readOne(parser);
                token = parser.nextToken();
            }
            if (list && parser.nextToken() != null) {
                throw ServingException.invalidArgument(
                        "nothing may follow the array of records, but something does at byte "
                                + parser.currentTokenLocation().getByteOffset());
            }
        } catch (IOException broken) {
            throw ServingException.invalidArgument(broken(parser, broken));
        }
    }

    private void readOne(JsonParser parser) throws IOException {
        if (number() > recordsMax) {
            throw ServingException.of(
                    ErrorCode.TOO_LARGE,
                    "a body has at most %d records; none of this one was taken"
                            .formatted(recordsMax));
        }
        FeedbackBuilder builder = new FeedbackBuilder();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            FeedbackFields.read(parser, builder);
        } else {
            builder.refuse("a record is an object, was " + FeedbackFields.kind(parser));
            parser.skipChildren();
        }
        Optional<String> problem = builder.problem();
        if (problem.isEmpty()) {
            records.add(builder.build());
            return;
        }
        if (reasons.size() < REASONS_MAX) {
            reasons.add("record " + number() + ": " + problem.get());
        }
        invalid++;
    }

    /** Of the record that is being read, from 1. */
    private int number() {
        return records.size() + invalid + 1;
    }

    private String broken(JsonParser parser, IOException broken) {
        String field = parser.getParsingContext().getCurrentName();
        String where = "record " + number() + (field == null ? "" : ", field '" + field + "'");
        return broken instanceof JsonProcessingException syntax
                ? "%s: not JSON: %s (line %d, column %d)"
                        .formatted(
                                where,
                                syntax.getOriginalMessage(),
                                parser.currentLocation().getLineNr(),
                                parser.currentLocation().getColumnNr())
                : where + ": not JSON: " + broken.getMessage();
    }
}
