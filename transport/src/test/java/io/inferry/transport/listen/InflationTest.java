package io.inferry.transport.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that come packed. */
final class InflationTest {
    private Listeners listeners;

    @AfterEach
    void close() {
        listeners.close();
    }

    private String post(String encoding, byte[] body) throws IOException {
        listeners =
                Listeners.open(
                        ListenSettings.onFreePorts()
                                .withLimits(ListenLimits.STANDARD.withInflatedBytesMax(100_000)),
                        List.of(Echo.endpoint(new Echo())));
        try (var caller = new RawCaller(listeners.port("test"))) {
            caller.write(
                    "POST /echo HTTP/1.1\r\nConnection: close\r\nContent-Encoding: "
                            + encoding
                            + "\r\nContent-Length: "
                            + body.length
                            + "\r\n\r\n");
            return caller.write(body).readAll();
        }
    }

    private interface Packing {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] pack(Packing packing, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.around(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void gzipAndDeflateAreInflated() throws Exception {
        String text = "tensor ".repeat(10_000);
        assertThat(post("gzip", pack(GZIPOutputStream::new, text.getBytes())))
                .endsWith("\r\n\r\n" + text);
        listeners.close();
        assertThat(post("deflate", pack(DeflaterOutputStream::new, text.getBytes())))
                .endsWith("\r\n\r\n" + text);
    }

    @Test
    void exactlyTheLimitIsAllowed() throws Exception {
        assertThat(post("gzip", pack(GZIPOutputStream::new, new byte[100_000])))
                .contains("Content-Length: 100000\r\n");
    }

    @Test
    void aBombStopsAtTheLimit() throws Exception {
        assertThat(post("gzip", pack(GZIPOutputStream::new, new byte[50_000_000])))
                .startsWith("HTTP/1.1 413 ")
                .contains("more than the limit of 100000 bytes");
    }

    @Test
    void whatIsNotGzipIsRefused() throws Exception {
        assertThat(post("gzip", "not gzip".getBytes()))
                .startsWith("HTTP/1.1 400 ")
                .contains("the body is not valid gzip");
    }

    @Test
    void aTruncatedBodyIsRefused() throws Exception {
        byte[] packed = pack(GZIPOutputStream::new, new byte[5_000]);
        assertThat(post("gzip", java.util.Arrays.copyOf(packed, packed.length / 2)))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void anUnknownEncodingIsRefused() throws Exception {
        assertThat(post("br", new byte[4])).startsWith("HTTP/1.1 415 ").contains("'br'");
    }
}
