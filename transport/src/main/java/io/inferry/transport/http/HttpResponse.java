package io.inferry.transport.http;

import java.util.List;

/**
 * A response.
 *
 * @param contentType empty for none
 * @param headers beside Content-Type and Content-Length
 */
public record HttpResponse(int status, String contentType, List<Header> headers, Bytes body) {
    /** One header. */
    public record Header(String name, String value) {}

    public HttpResponse {
        headers = List.copyOf(headers);
    }

    /** A JSON response. */
    public static HttpResponse json(int status, Bytes body) {
        return new HttpResponse(status, "application/json", List.of(), body);
    }

    /** A plain text response. */
    public static HttpResponse text(int status, String text) {
        return new HttpResponse(status, "text/plain; charset=utf-8", List.of(), Bytes.utf8(text));
    }
}
