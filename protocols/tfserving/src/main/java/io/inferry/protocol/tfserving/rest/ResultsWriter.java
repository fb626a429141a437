package io.inferry.protocol.tfserving.rest;

import io.inferry.protocol.tfserving.examples.Classifications;
import io.inferry.protocol.tfserving.examples.ExampleResult;
import io.inferry.protocol.tfserving.examples.Regressions;
import io.inferry.transport.http.Bytes;

/** Writes what a head said: pairs of label and score, or values. */
final class ResultsWriter {
    private final PrettyWriter json = PrettyWriter.likeRapidJson();

    private ResultsWriter() {}

    /** The body of the answer. */
    static Bytes write(ExampleResult result) {
        ResultsWriter writer = new ResultsWriter();
        writer.json.beginObject().key("results");
        switch (result) {
            case Classifications classifications -> writer.write(classifications);
            case Regressions regressions -> writer.write(regressions);
        }
        return writer.json.endObject().toBytes();
    }

    private void write(Classifications classifications) {
        json.beginArray();
        for (int i = 0; i < classifications.examples(); i++) {
            json.listsInOneLine().beginArray();
            for (int c = 0; c < classifications.classes(); c++) {
                json.beginArray()
                        .string(classifications.label(i, c))
                        .number(classifications.score(i, c))
                        .endArray();
            }
            json.endArray().listsInLines();
        }
        json.endArray();
    }

    private void write(Regressions regressions) {
        json.listsInOneLine().beginArray();
        for (int i = 0; i < regressions.examples(); i++) {
            json.number(regressions.value(i));
        }
        json.endArray();
    }
}
