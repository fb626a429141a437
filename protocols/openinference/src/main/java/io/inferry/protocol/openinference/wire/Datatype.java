package io.inferry.protocol.openinference.wire;

import io.inferry.api.ServingException;
import io.inferry.api.tensor.DataType;

/** The protocol's names of element types; BF16 is Triton's addition. */
public final class Datatype {
    private Datatype() {}

    /** The name on the wire. */
    public static String name(DataType dataType) {
        return switch (dataType) {
            case BOOL -> "BOOL";
            case UINT8 -> "UINT8";
            case UINT16 -> "UINT16";
            case UINT32 -> "UINT32";
            case UINT64 -> "UINT64";
            case INT8 -> "INT8";
            case INT16 -> "INT16";
            case INT32 -> "INT32";
            case INT64 -> "INT64";
            case FLOAT16 -> "FP16";
            case BFLOAT16 -> "BF16";
            case FLOAT32 -> "FP32";
            case FLOAT64 -> "FP64";
            case STRING -> "BYTES";
        };
    }

    /**
     * The type of a name.
     *
     * @throws ServingException INVALID_ARGUMENT for a name that the protocol does not have
     */
    public static DataType of(String name, String input) {
        return switch (name) {
            case "BOOL" -> DataType.BOOL;
            case "UINT8" -> DataType.UINT8;
            case "UINT16" -> DataType.UINT16;
            case "UINT32" -> DataType.UINT32;
            case "UINT64" -> DataType.UINT64;
            case "INT8" -> DataType.INT8;
            case "INT16" -> DataType.INT16;
            case "INT32" -> DataType.INT32;
            case "INT64" -> DataType.INT64;
            case "FP16" -> DataType.FLOAT16;
            case "BF16" -> DataType.BFLOAT16;
            case "FP32" -> DataType.FLOAT32;
            case "FP64" -> DataType.FLOAT64;
            case "BYTES" -> DataType.STRING;
            default ->
                    throw ServingException.invalidArgument(
                            "datatype '"
                                    + name
                                    + "' of input '"
                                    + input
                                    + "' is none of BOOL, UINT8, UINT16, UINT32, UINT64, INT8,"
                                    + " INT16, INT32, INT64, FP16, BF16, FP32, FP64, BYTES");
        };
    }
}
