package io.inferry.contracts;

/** Both ends of a connection over TLS on which each shows a certificate. */
public record Mutual(Identity server, Identity caller) {}
