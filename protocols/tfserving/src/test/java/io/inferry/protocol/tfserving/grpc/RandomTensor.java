package io.inferry.protocol.tfserving.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.inferry.api.tensor.DataType;
import io.inferry.protocol.tfserving.proto.TensorProto;
import io.inferry.protocol.tfserving.wire.TypeNumber;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A TensorProto of any type, and what TensorFlow would make of it by a reading that is as plain as
 * can be.
 *
 * @param wire the message; fields in any order, lists packed or not
 */
record RandomTensor(TensorProto proto, DataType type, ByteString wire) {
    static RandomTensor next(Random random) {
        DataType type = DataType.values()[random.nextInt(DataType.values().length)];
        long[] dims = new long[random.nextInt(4)];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = random.nextInt(5);
        }
        TensorProto.Builder proto = GrpcCaller.tensor(TypeNumber.of(type), dims);
        int count = count(proto);
        int values = Math.max(0, count + random.nextInt(7) - 4);
        for (int i = 0; i < values; i++) {
            addValue(proto, type, random);
        }
        if (random.nextInt(3) == 0) {
            proto.setTensorContent(ByteString.copyFrom(content(type, count, random)));
        }
        TensorProto built = proto.build();
        return new RandomTensor(
                built, type, random.nextBoolean() ? built.toByteString() : unpacked(built, random));
    }

    byte[] bytes() {
        return wire.toByteArray();
    }

    private static int count(TensorProto.Builder proto) {
        long product = 1;
        for (var dim : proto.getTensorShape().getDimList()) {
            product *= dim.getSize();
        }
        return (int) product;
    }

    private static void addValue(TensorProto.Builder proto, DataType type, Random random) {
        switch (type) {
            case FLOAT32 -> proto.addFloatVal(random.nextFloat());
            case FLOAT64 -> proto.addDoubleVal(random.nextGaussian());
            case INT32 -> proto.addIntVal(random.nextInt());
            case INT8, INT16 -> proto.addIntVal(random.nextInt(200) - 100);
            case UINT8, UINT16 -> proto.addIntVal(random.nextInt(256));
            case FLOAT16, BFLOAT16 -> proto.addHalfVal(random.nextInt(1 << 16));
            case INT64 -> proto.addInt64Val(random.nextLong());
            case UINT64 -> proto.addUint64Val(random.nextLong());
            case UINT32 -> proto.addUint32Val(random.nextInt());
            case BOOL -> proto.addBoolVal(random.nextBoolean());
            case STRING -> proto.addStringVal(ByteString.copyFrom(randomText(random)));
        }
    }

    /** Text without NUL: ONNX Runtime's binding takes no other. */
    private static byte[] randomText(Random random) {
        byte[] bytes = new byte[random.nextInt(4) * random.nextInt(50)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(1, 128);
        }
        return bytes;
    }

    /** Mostly as long as it has to be. */
    private static byte[] content(DataType type, int count, Random random) {
        if (type == DataType.STRING) {
            return packedStrings(count, random);
        }
        int surplus = random.nextInt(4) == 0 ? 1 : 0;
        byte[] bytes = new byte[count * type.byteSize() + surplus];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (type == DataType.BOOL ? random.nextInt(2) : random.nextInt());
        }
        return bytes;
    }

    private static byte[] packedStrings(int count, Random random) {
        ByteArrayOutputStream lengths = new ByteArrayOutputStream();
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte[] text = randomText(random);
            if (text.length > 127) {
                lengths.write(text.length & 0x7F | 0x80);
                lengths.write(text.length >>> 7);
            } else {
                lengths.write(text.length);
            }
            texts.writeBytes(text);
        }
        lengths.writeBytes(texts.toByteArray());
        return lengths.toByteArray();
    }

    /** Every element with a tag of its own, and the elements before type and shape at times. */
    private static ByteString unpacked(TensorProto proto, Random random) {
        UnknownFieldSet.Builder elements = UnknownFieldSet.newBuilder();
        UnknownFieldSet.Field.Builder field = UnknownFieldSet.Field.newBuilder();
        proto.getFloatValList().forEach(value -> field.addFixed32(Float.floatToRawIntBits(value)));
        proto.getDoubleValList()
                .forEach(value -> field.addFixed64(Double.doubleToRawLongBits(value)));
        proto.getIntValList().forEach(field::addVarint);
        proto.getHalfValList().forEach(field::addVarint);
        proto.getInt64ValList().forEach(field::addVarint);
        proto.getUint64ValList().forEach(field::addVarint);
        proto.getUint32ValList().forEach(value -> field.addVarint(Integer.toUnsignedLong(value)));
        proto.getBoolValList().forEach(value -> field.addVarint(value ? 1 : 0));
        proto.getStringValList().forEach(field::addLengthDelimited);
        DataType type = TypeNumber.type(proto.getDtypeValue());
        elements.addField(ValueField.of(type), field.build());
        ByteString values = elements.build().toByteString();
        ByteString rest =
                GrpcCaller.tensor(proto.getDtypeValue())
                        .setTensorShape(proto.getTensorShape())
                        .setTensorContent(proto.getTensorContent())
                        .build()
                        .toByteString();
        return random.nextBoolean() ? values.concat(rest) : rest.concat(values);
    }

    /** Whether there is any tensor in it. */
    boolean fits() {
        ByteString content = proto.getTensorContent();
        return type == DataType.STRING
                || content.isEmpty()
                || content.size() == count(proto.toBuilder()) * type.byteSize();
    }

    byte[] expectedBytes() {
        if (!proto.getTensorContent().isEmpty()) {
            return proto.getTensorContent().toByteArray();
        }
        List<Long> bits = bits();
        int count = count(proto.toBuilder());
        ByteBuffer bytes =
                ByteBuffer.allocate(count * type.byteSize()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            long value = bits.isEmpty() ? 0 : bits.get(Math.min(i, bits.size() - 1));
            switch (type.byteSize()) {
                case 1 -> bytes.put((byte) value);
                case 2 -> bytes.putShort((short) value);
                case 4 -> bytes.putInt((int) value);
                default -> bytes.putLong(value);
            }
        }
        return bytes.array();
    }

    private List<Long> bits() {
        List<Long> bits = new ArrayList<>();
        proto.getFloatValList().forEach(value -> bits.add((long) Float.floatToRawIntBits(value)));
        proto.getDoubleValList().forEach(value -> bits.add(Double.doubleToRawLongBits(value)));
        proto.getIntValList().forEach(value -> bits.add(value.longValue()));
        proto.getHalfValList().forEach(value -> bits.add(value.longValue()));
        proto.getUint32ValList().forEach(value -> bits.add(value.longValue()));
        proto.getBoolValList().forEach(value -> bits.add(value ? 1L : 0L));
        bits.addAll(proto.getInt64ValList());
        bits.addAll(proto.getUint64ValList());
        return bits;
    }

    List<byte[]> expectedStrings() {
        List<byte[]> sent =
                proto.getTensorContent().isEmpty()
                        ? proto.getStringValList().stream().map(ByteString::toByteArray).toList()
                        : unpackedStrings(proto.getTensorContent().asReadOnlyByteBuffer());
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < count(proto.toBuilder()); i++) {
            expected.add(sent.isEmpty() ? new byte[0] : sent.get(Math.min(i, sent.size() - 1)));
        }
        return expected;
    }

    private List<byte[]> unpackedStrings(ByteBuffer content) {
        int[] lengths = new int[count(proto.toBuilder())];
        for (int i = 0; i < lengths.length; i++) {
            int low = content.get();
            lengths[i] = low < 0 ? (low & 0x7F) | content.get() << 7 : low;
        }
        List<byte[]> texts = new ArrayList<>();
        for (int length : lengths) {
            byte[] text = new byte[length];
            content.get(text);
            texts.add(text);
        }
        return texts;
    }
}
