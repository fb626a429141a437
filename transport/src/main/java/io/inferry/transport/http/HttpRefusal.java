package io.inferry.transport.http;

/**
 * Why the listener refuses a request.
 *
 * @param status the HTTP status it would answer: 404, 408, 413, 431, 503 …
 * @param text what was wrong, with both sides
 * @param target the request's method and target, {@code GET /x}; empty where it could not be read
 */
public record HttpRefusal(int status, String text, String target) {}
