package io.inferry.server.rehearsal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A real digit of scikit-learn's test set, as the sample model wants it. */
public final class Sample {
    /** The sample model that knows digits. */
    public static final String MODEL = "digits";

    /** What it is; the model gives it 0.99. */
    public static final int DIGIT = 4;

    /** Eight rows of eight grey values, each a number of sixteenths. */
    private static final List<Integer> SIXTEENTHS =
            List.of(
                    0, 0, 0, 3, 16, 3, 0, 0, 0, 0, 0, 10, 16, 11, 0, 0, 0, 0, 4, 16, 16, 8, 0, 0, 0,
                    2, 14, 12, 16, 5, 0, 0, 0, 10, 16, 14, 16, 16, 11, 0, 0, 5, 12, 13, 16, 8, 3, 0,
                    0, 0, 0, 2, 15, 3, 0, 0, 0, 0, 0, 4, 12, 0, 0, 0);

    private Sample() {}

    /** As JSON: {@code [0,0,0,0.1875,…]}. */
    public static String json() {
        var json = new StringBuilder("[");
        for (int value : SIXTEENTHS) {
            json.append(json.length() > 1 ? "," : "");
            if (value % 16 == 0) {
                json.append(value / 16);
            } else {
                json.append(value / 16.0);
            }
        }
        return json.append(']').toString();
    }

    /** As 32-bit floats, little-endian. */
    static byte[] bytes() {
        var buffer =
                ByteBuffer.allocate(SIXTEENTHS.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        SIXTEENTHS.forEach(value -> buffer.putFloat(value / 16f));
        return buffer.array();
    }

    static int length() {
        return SIXTEENTHS.size();
    }
}
