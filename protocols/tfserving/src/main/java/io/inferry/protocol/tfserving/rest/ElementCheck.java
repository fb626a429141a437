package io.inferry.protocol.tfserving.rest;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.Shape;
import io.inferry.protocol.tfserving.wire.TypeName;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.Base64Object;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.TensorBuilder;
import io.inferry.transport.json.Token;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is wrong with one value of a tensor and says it in upstream's words. The first element
 * at each level decides the shape; the mistake that begins first is the one reported. Goes over the
 * value twice, whatever its nesting.
 */
final class ElementCheck {
    private final Bytes body;
    private final DataType type;
    private final JsonReader json;
    private final int[] dims;

    /** Where the open list of each level begins, and how many elements of it were read. */
    private final int[] starts;

    private final int[] counts;
    private int level;
    private int faultAt = Integer.MAX_VALUE;
    private @Nullable String fault;

    private ElementCheck(Bytes body, int position, DataType type, int[] dims) {
        this.body = body;
        this.type = type;
        this.dims = dims;
        this.starts = new int[dims.length];
        this.counts = new int[dims.length];
        json = new JsonReader(body);
        json.seek(position);
    }

    /**
     * The shape of the value at this position.
     *
     * @throws ServingException INVALID_ARGUMENT when it is no tensor of that type
     */
    static Shape shapeAt(Bytes body, int position, DataType type) {
        int[] dims = firstShape(body, position);
        ElementCheck check = new ElementCheck(body, position, type, dims);
        check.walk();
        if (check.fault != null) {
            throw ServingException.invalidArgument(check.fault);
        }
        return Shape.of(Arrays.stream(dims).asLongStream().toArray());
    }

    /** Sizes along the first element of each level. */
    private static int[] firstShape(Bytes body, int position) {
        JsonReader json = new JsonReader(body);
        json.seek(position);
        int rank = 0;
        while (json.peek() == Token.ARRAY) {
            json.beginArray();
            if (++rank > TensorBuilder.RANK_MAX) {
                throw ServingException.invalidArgument(
                        "Encountered list at unexpected level: "
                                + rank
                                + " expected < "
                                + TensorBuilder.RANK_MAX);
            }
        }
        int[] dims = new int[rank];
        boolean empty = rank > 0 && !json.hasNext();
        if (!empty && rank > 0) {
            json.skipValue();
        }
        for (int i = rank - 1; i >= 0; i--) {
            dims[i] = empty && i == rank - 1 ? 0 : 1;
            while (json.hasNext()) {
                json.skipValue();
                dims[i]++;
            }
            json.endArray();
        }
        return dims;
    }

    private void walk() {
        do {
            if (level > 0 && !json.hasNext()) {
                leaveList();
                continue;
            }
            if (level > 0) {
                counts[level - 1]++;
            }
            int at = json.position();
            Token token = json.peek();
            if (token == Token.ARRAY) {
                enterList(at);
            } else {
                checkLeaf(token, at);
            }
        } while (level > 0);
    }

    private void enterList(int at) {
        if (level == dims.length) {
            json.skipValue();
            report(
                    at,
                    "Encountered list at unexpected level: "
                            + level
                            + " expected < "
                            + dims.length);
            return;
        }
        starts[level] = at;
        counts[level] = 0;
        level++;
        json.beginArray();
    }

    private void leaveList() {
        json.endArray();
        level--;
        if (counts[level] != dims[level] && starts[level] < faultAt) {
            report(
                    starts[level],
                    "Encountered list at unexpected size: "
                            + counts[level]
                            + " at level: "
                            + level
                            + " expected size: "
                            + dims[level]);
        }
    }

    private void checkLeaf(Token token, int at) {
        if (level != dims.length) {
            json.skipValue();
            if (at < faultAt) {
                report(
                        at,
                        "JSON Value: "
                                + Quote.of(body, at)
                                + " found at incorrect level: "
                                + (level + 1)
                                + " in the JSON DOM. Expected at level: "
                                + dims.length);
            }
        } else if (type == DataType.STRING && token == Token.OBJECT) {
            boolean base64 = Base64Object.isAhead(json);
            json.skipValue();
            if (at < faultAt && !base64) {
                report(
                        at,
                        "JSON Value: "
                                + Quote.of(body, at)
                                + " not formatted correctly for base64 data");
            }
        } else if (!ElementTypes.accepts(type, json) && at < faultAt) {
            report(
                    at,
                    "JSON Value: "
                            + Quote.of(body, at)
                            + " Type: "
                            + ElementTypes.kind(token)
                            + " is not of expected type: "
                            + TypeName.of(type).text());
        }
    }

    /** A list that is too long or short was found wrong only at its end, but it begins earlier. */
    private void report(int at, String text) {
        if (at < faultAt) {
            faultAt = at;
            fault = text;
        }
    }
}
