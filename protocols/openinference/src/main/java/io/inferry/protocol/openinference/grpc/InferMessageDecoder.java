package io.inferry.protocol.openinference.grpc;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.MemoryBlock;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.Declaration;
import io.inferry.protocol.openinference.wire.InputTensors;
import io.inferry.protocol.openinference.wire.Parameter;
import io.inferry.protocol.openinference.wire.Parameters;
import io.inferry.protocol.openinference.wire.RawInput;
import io.inferry.protocol.openinference.wire.UnofferedExtensions;
import io.inferry.transport.protobuf.ProtoReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one ModelInferRequest. Raw contents go from the socket's buffers straight into memory of
 * their own, which then becomes the tensor's.
 */
final class InferMessageDecoder implements AutoCloseable {
    private final TensorMemory memory;
    private String model = "";
    private String version = "";
    private String id = "";
    private final Map<String, Parameter> parameters = new HashMap<>();
    private final List<InputMessage> inputs = new ArrayList<>();
    private final List<OutputMessage> outputs = new ArrayList<>();
    private final List<RawContents> raw = new ArrayList<>();
    private int adopted;

    InferMessageDecoder(TensorMemory memory) {
        this.memory = memory;
    }

    /**
     * The message.
     *
     * @throws ServingException INVALID_ARGUMENT when the bytes are no such message at all
     */
    InferMessage decode(ProtoReader message) {
        readFields(message);
        InputTensors tensors = new InputTensors();
        Optional<ServingException> mistake = Optional.empty();
        List<String> wanted = List.of();
        boolean decoded = false;
        try {
            wanted = readOutputs();
            readTensors(tensors);
            decoded = true;
        } catch (ServingException e) {
            mistake = Optional.of(e);
        } finally {
            if (!decoded) {
                tensors.close();
            }
        }
        return new InferMessage(
                model, version, id, new Parameters(parameters), tensors, wanted, mistake);
    }

    private void readFields(ProtoReader message) {
        while (message.next()) {
            switch (message.field()) {
                case 1 -> model = message.string();
                case 2 -> version = message.string();
                case 3 -> id = message.string();
                case 4 -> ParameterEntry.readInto(parameters, message.message());
                case 5 -> inputs.add(InputMessage.read(message.message()));
                case 6 -> readOutput(message.message());
                case 7 -> raw.add(RawContents.read(message, memory));
                default -> message.skip();
            }
        }
    }

    private void readOutput(ProtoReader message) {
        String name = "";
        Map<String, Parameter> asked = new HashMap<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.string();
                case 2 -> ParameterEntry.readInto(asked, message.message());
                default -> message.skip();
            }
        }
        outputs.add(new OutputMessage(name, new Parameters(asked)));
    }

    private List<String> readOutputs() {
        Set<String> names = new LinkedHashSet<>();
        for (OutputMessage output : outputs) {
            UnofferedExtensions.refuse(output.name(), output.parameters());
            if (!names.add(output.name())) {
                throw ServingException.invalidArgument(
                        "output '" + output.name() + "' already exists in request");
            }
        }
        return List.copyOf(names);
    }

    private void readTensors(InputTensors tensors) {
        if (!raw.isEmpty() && raw.size() != inputs.size()) {
            throw ServingException.invalidArgument(
                    "expecting as many raw_input_contents as inputs for model '"
                            + model
                            + "', got "
                            + raw.size()
                            + " for "
                            + inputs.size());
        }
        for (InputMessage input : inputs) {
            UnofferedExtensions.refuse(input.name(), input.parameters());
            tensors.add(input.name(), raw.isEmpty() ? typed(input) : nextRaw(input));
        }
    }

    private Tensor nextRaw(InputMessage input) {
        if (input.contents().isPresent()) {
            throw ServingException.invalidArgument(
                    "contents field must not be specified when using raw_input_contents for '"
                            + input.name()
                            + "' for model '"
                            + model
                            + "'");
        }
        Declaration declared = input.declaration();
        RawContents contents = raw.get(adopted++);
        return RawInput.adopt(declared, contents.block(), contents.byteSize());
    }

    private Tensor typed(InputMessage input) {
        Declaration declared = input.declaration();
        return TypedContents.read(declared, input.contents().orElseGet(ProtoReader::empty), memory);
    }

    /** Frees the raw contents that became no tensor. */
    @Override
    public void close() {
        for (RawContents contents : raw.subList(adopted, raw.size())) {
            contents.block().release();
        }
    }

    /** An InferRequestedOutputTensor. */
    private record OutputMessage(String name, Parameters parameters) {}

    /** The bytes of one input, and how many of the block's they are. */
    private record RawContents(MemoryBlock block, long byteSize) {
        static RawContents read(ProtoReader message, TensorMemory memory) {
            int byteSize = message.length();
            MemoryBlock block = memory.allocate(byteSize);
            boolean read = false;
            try {
                message.copyTo(block.segment().asSlice(0, byteSize));
                read = true;
                return new RawContents(block, byteSize);
            } finally {
                if (!read) {
                    block.release();
                }
            }
        }
    }
}
