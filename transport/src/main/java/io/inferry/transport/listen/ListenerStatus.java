package io.inferry.transport.listen;

/**
 * One listener's numbers, for metrics. Each is exact for some recent moment.
 *
 * @param port the port bound; -1 for a Unix socket
 * @param inFlight requests begun and not yet answered
 */
public record ListenerStatus(String name, int port, int openConnections, int inFlight) {}
