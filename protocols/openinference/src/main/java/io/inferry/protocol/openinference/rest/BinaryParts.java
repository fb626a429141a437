package io.inferry.protocol.openinference.rest;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.protocol.openinference.wire.Declaration;
import io.inferry.protocol.openinference.wire.RawInput;
import io.inferry.transport.http.Bytes;
import java.lang.foreign.MemorySegment;

/** The bytes behind a request's JSON, taken one input after the other. */
final class BinaryParts {
    private final MemorySegment bytes;
    private final String model;
    private long taken;

    /**
     * The rest of a body.
     *
     * @param from where the JSON ends
     */
    BinaryParts(Bytes body, int from, String model) {
        this.bytes =
                MemorySegment.ofArray(body.array())
                        .asSlice(body.offset() + from, body.length() - from);
        this.model = model;
    }

    /** The next input's bytes as a tensor of its own. */
    Tensor next(Declaration declared, long byteSize, TensorMemory memory) {
        long left = bytes.byteSize() - taken;
        if (byteSize > left) {
            throw ServingException.invalidArgument(
                    "unexpected size for input '"
                            + declared.name()
                            + "', expecting "
                            + (byteSize - left)
                            + " additional bytes for model '"
                            + model
                            + "'");
        }
        MemorySegment part = bytes.asSlice(taken, byteSize);
        taken += byteSize;
        return RawInput.copy(declared, part, memory);
    }

    /** Finds it wrong when no input asked for the last bytes. */
    void checkAllRead() {
        if (taken < bytes.byteSize()) {
            throw ServingException.invalidArgument(
                    "unexpected additional input data for model '"
                            + model
                            + "': "
                            + (bytes.byteSize() - taken)
                            + " bytes are not part of any input");
        }
    }
}
