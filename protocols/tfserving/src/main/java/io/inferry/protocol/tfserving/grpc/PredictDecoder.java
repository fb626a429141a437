package io.inferry.protocol.tfserving.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.tfserving.wire.ModelSpecReader;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one PredictRequest. Elements go from the socket's buffers straight into the memory of the
 * tensor that they become.
 */
final class PredictDecoder {
    private final TensorReader tensors;
    private final Map<String, InputValue> inputs = new HashMap<>();
    private final List<String> outputs = new ArrayList<>(0);
    private @Nullable ModelSpecReader spec;
    private @Nullable ServingException mistake;

    PredictDecoder(TensorMemory memory) {
        tensors = new TensorReader(memory);
    }

    /**
     * The message.
     *
     * @throws ServingException INVALID_ARGUMENT when the bytes are no such message at all
     */
    PredictMessage decode(ProtoReader message) {
        boolean decoded = false;
        try {
            readFields(message);
            decoded = true;
        } finally {
            if (!decoded) {
                inputs.values().forEach(InputValue::close);
            }
        }
        return new PredictMessage(
                Optional.ofNullable(spec).map(ModelSpecReader::model),
                inputs,
                outputs,
                Optional.ofNullable(mistake));
    }

    private void readFields(ProtoReader message) {
        while (message.next()) {
            switch (message.field()) {
                case 1 -> readSpec(message.message());
                case 2 -> readInput(message.message());
                case 3 -> outputs.add(message.string());
                default -> message.skip();
            }
        }
    }

    private void readSpec(ProtoReader message) {
        if (spec == null) {
            spec = new ModelSpecReader();
        }
        spec.read(message);
    }

    /** An entry of the map; of two with one alias the later counts. */
    private void readInput(ProtoReader entry) {
        String alias = "";
        ProtoReader tensor = ProtoReader.empty();
        while (entry.next()) {
            switch (entry.field()) {
                case 1 -> alias = entry.string();
                case 2 -> tensor = entry.message();
                default -> entry.skip();
            }
        }
        @Nullable InputValue earlier = inputs.put(alias, value(tensor));
        if (earlier != null) {
            earlier.close();
        }
    }

    private InputValue value(ProtoReader tensor) {
        try {
            return tensors.read(tensor);
        } catch (ServingException e) {
            mistake = mistake == null ? e : mistake;
            return new InputValue.Malformed();
        }
    }
}
