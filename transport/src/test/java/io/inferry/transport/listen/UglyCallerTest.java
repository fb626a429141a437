package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers get who do not keep to the rules, or not to the limits. */
final class UglyCallerTest {
    private Listeners listeners;

    private RawCaller call(ListenLimits limits) throws Exception {
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts().withLimits(limits),
                        List.of(Echo.endpoint(new Echo())));
        return another();
    }

    private RawCaller another() throws Exception {
        return new RawCaller(listeners.port("test"));
    }

    @AfterEach
    void close() throws Exception {
        try (var healthy = another()) {
            healthy.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok");
            assertThat(healthy.readResponse()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("ok");
        }
        assertThat(listeners.awaitIdle(Duration.ofSeconds(10))).isTrue();
        listeners.close();
    }

    @Test
    void aLengthOfTwoGigabytesIsRefusedAtOnce() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2147483648\r\n\r\n");
            assertThat(caller.readAll())
                    .startsWith("HTTP/1.1 413 Request Entity Too Large\r\n")
                    .contains("Connection: close")
                    .contains("2147483648 bytes, the limit is 268435456 bytes")
                    .contains("POST /echo");
        }
    }

    @Test
    void aChunkedBodyIsRefusedWhereItPassesTheLimit() throws Exception {
        try (var caller = call(ListenLimits.STANDARD.withBodyBytesMax(8))) {
            caller.write("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            caller.write("5\r\nhello\r\n5\r\nthere\r\n");
            assertThat(caller.readAll())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("more than the limit of 8 bytes");
        }
    }

    @Test
    void aRefusedCallerWhoKeepsSendingStillReadsTheRefusal() throws Exception {
        try (var caller = call(ListenLimits.STANDARD.withBodyBytesMax(1_000))) {
            byte[] megabyte = new byte[1 << 20];
            caller.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n");
            caller.write(megabyte);
            assertThat(caller.readAll()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aBodyThatComesTooSlowlyIsRefused() throws Exception {
        var limits =
                ListenLimits.STANDARD.withTimeouts(Duration.ofMillis(100), Duration.ofSeconds(20));
        try (var caller = call(limits)) {
            caller.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nfour");
            assertThat(caller.readAll())
                    .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                    .contains("the body did not arrive within PT0.1S");
        }
    }

    @Test
    void aConnectionWithNothingToDoIsClosed() throws Exception {
        var limits =
                ListenLimits.STANDARD.withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(700));
        try (var caller = call(limits)) {
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void aHeadThatNeverEndsDoesNotKeepAConnection() throws Exception {
        var limits =
                ListenLimits.STANDARD.withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(700));
        try (var caller = call(limits)) {
            caller.write("GET /echo HTTP/1.1\r\nX-Slow: ");
            assertThat(caller.readAll()).isEmpty();
        }
    }

    @Test
    void headersAboveTheLimitAreRefused() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("GET /echo HTTP/1.1\r\nX-Large: " + "a".repeat(20_000) + "\r\n\r\n");
            assertThat(caller.readAll())
                    .startsWith("HTTP/1.1 431 ")
                    .contains("larger than 16384 bytes")
                    .contains("\"target\":\"\"");
        }
    }

    @Test
    void aLongTargetIsRefused() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n\r\n");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 414 ").contains("8192 bytes");
        }
    }

    @Test
    void whatIsNotHttpIsRefused() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("hello\r\n\r\n");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 400 Bad Request\r\n");
        }
    }

    @Test
    void twoLengthsAreRefused() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("POST /echo HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aNegativeLengthIsRefused() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void aChunkWithoutASizeIsRefused() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 400 ").contains("POST /echo");
        }
    }

    @Test
    void anUnknownExpectationIsRefused() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("POST /echo HTTP/1.1\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 417 ").contains("Expect: tea");
        }
    }

    @Test
    void moreBytesThanTheServerMayHoldAreRefused() throws Exception {
        var limits = ListenLimits.STANDARD.withRequestsInFlightBytesMax(100_000);
        try (var caller = call(limits)) {
            caller.write("POST /echo HTTP/1.1\r\nContent-Length: 200000\r\n\r\nx");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 503 ").contains("100000");
        }
    }

    @Test
    void aCallerWhoLeavesInTheMiddleOfABodyLeavesNothingBehind() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("POST /echo HTTP/1.1\r\nContent-Length: 200000\r\n\r\nx");
        }
    }

    @Test
    void connectionsAboveTheLimitAreClosed() throws Exception {
        try (var first = call(ListenLimits.STANDARD.withConnectionsMax(1))) {
            first.write("GET /echo HTTP/1.1\r\n\r\n");
            assertThat(first.readResponse()).startsWith("HTTP/1.1 200 ");
            try (var second = another()) {
                assertThat(second.readAll()).isEmpty();
            }
            first.write("GET /echo HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(first.readAll()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aPathThatHoldsALineEndIsNotAnswered() throws Exception {
        try (var caller = call(ListenLimits.STANDARD)) {
            caller.write("GET /echo\rx HTTP/1.1\r\n\r\n");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 400 ");
        }
    }
}
