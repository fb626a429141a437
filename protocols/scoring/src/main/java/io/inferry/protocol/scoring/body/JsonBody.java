package io.inferry.protocol.scoring.body;

import io.inferry.api.ServingException;
import io.inferry.transport.http.Bytes;
import io.inferry.transport.json.JsonReader;
import io.inferry.transport.json.Token;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object with exactly one of the members that hold rows, or a bare list of rows. The rows are
 * read where they stand; only when a signature is named behind them are they read again.
 */
final class JsonBody {
    static final String INSTANCES = "instances";
    static final String INPUTS = "inputs";
    static final String RECORDS = "dataframe_records";
    static final String SPLIT = "dataframe_split";

    /** The members that hold rows. */
    static final List<String> FORMS = List.of(INSTANCES, INPUTS, RECORDS, SPLIT);

    private static final String SIGNATURE = "signature_name";

    private final Bytes body;
    private final Function<String, Target> targets;
    private final JsonReader json;
    private String form = "";
    private int position;
    private String readFor = "";
    private @Nullable Asked asked;

    JsonBody(Bytes body, Function<String, Target> targets) {
        this.body = body;
        this.targets = targets;
        this.json = new JsonReader(body);
    }

    Asked read(String signature) {
        boolean complete = false;
        try {
            Asked whole = readAll(signature);
            complete = true;
            return whole;
        } finally {
            if (!complete && asked != null) {
                asked.drop();
            }
        }
    }

    private Asked readAll(String signature) {
        String wanted = signature;
        if (json.peek() == Token.ARRAY) {
            readRows(INSTANCES, wanted);
        } else {
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                if (FORMS.contains(name)) {
                    readRows(name, wanted);
                } else if (name.equals(SIGNATURE)) {
                    wanted = signatureName(signature);
                } else {
                    json.skipValue();
                }
            }
            json.endObject();
        }
        json.endDocument();
        return readFor(wanted);
    }

    private String signatureName(String standard) {
        String name = json.string();
        return name.isEmpty() ? standard : name;
    }

    private void readRows(String name, String signature) {
        if (asked != null) {
            throw ServingException.invalidArgument(
                    "the body has both '%s' and '%s'; it is to have exactly one of %s"
                            .formatted(form, name, FORMS));
        }
        form = name;
        position = json.position();
        readFor = signature;
        asked = rows(json, signature);
    }

    private Asked rows(JsonReader reader, String signature) {
        return new RowsReader(body, targets.apply(signature)).read(form, reader);
    }

    private Asked readFor(String wanted) {
        Asked read = asked;
        if (read == null) {
            throw ServingException.invalidArgument(
                    "the body has no rows: it is to be an object with exactly one of " + FORMS);
        }
        if (wanted.equals(readFor)) {
            return read;
        }
        read.drop();
        asked = null;
        JsonReader again = new JsonReader(body);
        again.seek(position);
        return rows(again, wanted);
    }
}
