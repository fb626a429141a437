package io.inferry.endtoend;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * A caller in a hurry: one connection kept open, no request ever sent twice. The JDK's client will
 * not do here: it can take an answer that comes at once for data on an idle connection, and break
 * the connection off (JDK-8357639), about once in some 100,000 calls.
 */
final class LoadCaller implements AutoCloseable {
    private final CloseableHttpClient http =
            HttpClients.custom()
                    .disableAutomaticRetries()
                    .disableContentCompression()
                    .setDefaultRequestConfig(
                            RequestConfig.custom()
                                    .setResponseTimeout(Timeout.of(RunningServer.PATIENCE))
                                    .build())
                    .build();

    /** What came back; names of headers in any case. */
    record Answer(int status, String body, Map<String, String> headers) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    Answer post(URI uri, String body, Map<String, String> headers) throws IOException {
        var request = ClassicRequestBuilder.post(uri).setEntity(body, ContentType.APPLICATION_JSON);
        headers.forEach(request::addHeader);
        ClassicHttpRequest built = request.build();
        return http.execute(built, LoadCaller::read);
    }

    private static Answer read(ClassicHttpResponse response) throws IOException, ParseException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        String body = EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
        return new Answer(response.getCode(), body, headers);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
