package io.inferry.engine.tensorflow.file;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/** Walks the fields of one protobuf message; those that nobody takes are stepped over. */
final class Fields {
    private Fields() {}

    /** Takes the fields that it knows. */
    interface Taker {
        /** Reads the field's value, or returns false without having read anything. */
        boolean take(int tag, CodedInputStream in) throws IOException;
    }

    /** The tag of a field that is a message or a text. */
    static int tag(int fieldNumber) {
        return fieldNumber << 3 | 2;
    }

    /** All fields up to the end of the input or of the message that is being read. */
    static void walk(CodedInputStream in, Taker taker) throws IOException {
        int tag = in.readTag();
        while (tag != 0) {
            if (!taker.take(tag, in)) {
                in.skipField(tag);
            }
            tag = in.readTag();
        }
    }

    /** The fields of a message that is itself a field. */
    static void walkMessage(CodedInputStream in, Taker taker) throws IOException {
        walkMessage(in, in.readRawVarint32(), taker);
    }

    /** The fields of a message whose length was read. */
    static void walkMessage(CodedInputStream in, int byteSize, Taker taker) throws IOException {
        int outer = in.pushLimit(byteSize);
        walk(in, taker);
        if (in.getBytesUntilLimit() != 0) {
            throw new InvalidProtocolBufferException("the file ends inside a message");
        }
        in.popLimit(outer);
    }
}
