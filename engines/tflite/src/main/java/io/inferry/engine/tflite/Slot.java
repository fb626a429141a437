package io.inferry.engine.tflite;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.engine.tflite.runtime.Port;
import java.util.HashMap;
import java.util.Map;

/** One signature of one interpreter, and where its outputs are. */
record Slot(Signature signature, Port port, Map<String, Integer> outputPlaces) {
    static Slot of(Signature signature, Port port) {
        Map<String, Integer> places = new HashMap<>();
        for (TensorSpec output : signature.outputs()) {
            places.put(output.name(), places.size());
        }
        return new Slot(signature, port, places);
    }
}
