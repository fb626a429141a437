package io.inferry.protocol.tfserving.records;

import com.google.protobuf.InvalidProtocolBufferException;
import io.inferry.api.model.RequestLogSettings;
import io.inferry.protocol.tfserving.proto.PredictionLog;

/**
 * An answered request on its way into a file.
 *
 * @param byteSize about what it takes in memory and in the file
 * @param message put together by the thread that writes
 */
record LogEntry(String model, RequestLogSettings settings, long byteSize, Message message) {
    /** Makes the message; everything that belongs to the request's thread was copied before. */
    interface Message {
        PredictionLog get() throws InvalidProtocolBufferException;
    }
}
