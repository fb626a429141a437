package io.inferry.protocol.admin;

import io.inferry.api.ErrorCode;
import io.inferry.transport.Endpoint;
import io.inferry.transport.Protocol;
import io.inferry.transport.ProtocolContext;
import java.util.List;

/** The admin API: JSON over HTTP on a listener of its own, loopback by default. */
public final class AdminProtocol implements Protocol {
    private static final int STANDARD_PORT = 8090;

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public int httpStatus(ErrorCode code) {
        return Errors.status(code);
    }

    @Override
    public List<Endpoint> endpoints(ProtocolContext context) {
        if (!context.options().isEmpty()) {
            throw new IllegalArgumentException(
                    "protocols.admin has no options, but got "
                            + context.options().keySet().stream().sorted().toList());
        }
        return List.of(
                new Endpoint.Http("admin", STANDARD_PORT, new AdminHandler(Routes.all(context))));
    }
}
