package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HTTP/2 in plain text, by prior knowledge, frame by frame. */
final class Http2Test {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int HEADERS = 1;
    private static final int GOAWAY = 7;
    private static final int END_OF_STREAM_AND_HEADERS = 5;

    private record Frame(int type, int flags, int stream, byte[] payload) {
        byte[] bytes() {
            byte[] bytes = new byte[9 + payload.length];
            bytes[1] = (byte) (payload.length >> 8);
            bytes[2] = (byte) payload.length;
            bytes[3] = (byte) type;
            bytes[4] = (byte) flags;
            bytes[8] = (byte) stream;
            System.arraycopy(payload, 0, bytes, 9, payload.length);
            return bytes;
        }

        static Frame read(RawCaller caller) throws Exception {
            byte[] head = caller.read(9);
            if (head.length < 9) {
                return new Frame(-1, 0, 0, new byte[0]);
            }
            int length = (head[0] & 0xFF) << 16 | (head[1] & 0xFF) << 8 | (head[2] & 0xFF);
            return new Frame(head[3], head[4], head[8], caller.read(length));
        }
    }

    /** GET, http, and a literal path: entries of HPACK's static table. */
    private static Frame get(int stream, String path) {
        byte[] name = path.getBytes(StandardCharsets.US_ASCII);
        byte[] block = new byte[4 + name.length];
        block[0] = (byte) 0x82;
        block[1] = (byte) 0x86;
        block[2] = 0x04;
        block[3] = (byte) name.length;
        System.arraycopy(name, 0, block, 4, name.length);
        return new Frame(HEADERS, END_OF_STREAM_AND_HEADERS, stream, block);
    }

    private static Frame next(RawCaller caller, int type) throws Exception {
        Frame frame = Frame.read(caller);
        while (frame.type() != type && frame.type() != -1) {
            frame = Frame.read(caller);
        }
        return frame;
    }

    @Test
    void aCallerMayBeginWithThePrefaceAndIsToldWhenTheServerStops() throws Exception {
        try (var listeners =
                        Listeners.open(
                                ListenSettings.onFreePorts(), List.of(Echo.endpoint(new Echo())));
                var caller = new RawCaller(listeners.port("test"))) {
            byte[] settings = new Frame(4, 0, 0, new byte[0]).bytes();
            caller.write(PREFACE.substring(0, 3));
            caller.write(PREFACE.substring(3)).write(settings).write(get(1, "/echo").bytes());
            Frame headers = next(caller, HEADERS);
            assertThat(headers.stream()).isEqualTo(1);
            // 0x88 is ":status: 200" in the static table.
            assertThat(headers.payload()[0]).isEqualTo((byte) 0x88);

            caller.write(get(3, "/nowhere").bytes());
            Frame refused = next(caller, HEADERS);
            // 0x8d is ":status: 404".
            assertThat(refused.payload()[0]).isEqualTo((byte) 0x8d);

            listeners.stopAccepting();
            assertThat(next(caller, GOAWAY).type()).isEqualTo(GOAWAY);
            assertThat(listeners.awaitIdle(Duration.ofSeconds(10))).isTrue();
        }
    }
}
