package io.inferry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.transport.Protocol;
import io.inferry.transport.listen.GrpcStatuses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The protocols' tables of errors, held against each other and against docs/errors.md. */
class ErrorTablesTest {
    private static final List<Protocol> PROTOCOLS =
            ServiceLoader.load(Protocol.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(Protocol::name))
                    .toList();

    @Test
    void everyProtocolBlamesTheSameSide() {
        assertThat(PROTOCOLS).hasSizeGreaterThanOrEqualTo(3);
        for (Protocol protocol : PROTOCOLS) {
            for (ErrorCode code : ErrorCode.values()) {
                int status = protocol.httpStatus(code);
                String what = protocol.name() + " answers " + code;
                switch (code.blame()) {
                    case CALLER -> assertThat(status).as(what).isBetween(400, 499);
                    case LOAD -> assertThat(status).as(what).isIn(429, 503, 504);
                    case SERVER -> assertThat(status).as(what).isBetween(500, 599);
                }
            }
        }
    }

    @Test
    void thePageOfErrorsIsWhatTheCodeSays() throws IOException {
        Path page = SourceTree.root().resolve("docs/errors.md");
        Path made = Path.of("target/errors.md").toAbsolutePath();
        Files.createDirectories(made.getParent());
        Files.writeString(made, page());

        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("docs/errors.md is out of date; copy %s over it", made)
                .isEqualTo(page());
    }

    private static String page() {
        String names = PROTOCOLS.stream().map(Protocol::name).collect(Collectors.joining(" | "));
        var page =
                new StringBuilder(
                        """
                        # Errors

                        This page is made from the code; a test holds it against it. Blame says who has to act: the caller (sending
                        the same again will not help), load (sending it again later may), the server (an operator has to look). The
                        columns are the HTTP statuses by protocol, and gRPC's code.

                        """);
        page.append("| code | blame | retry | ").append(names).append(" | gRPC |\n");
        page.append("|---|---|---|").append("---|".repeat(PROTOCOLS.size() + 1)).append('\n');
        for (ErrorCode code : ErrorCode.values()) {
            page.append("| `").append(code).append("` | ");
            page.append(code.blame().name().toLowerCase(Locale.ROOT)).append(" | ");
            page.append(code.retryable() ? "yes" : "no").append(" | ");
            for (Protocol protocol : PROTOCOLS) {
                page.append(protocol.httpStatus(code)).append(" | ");
            }
            page.append(GrpcStatuses.name(code)).append(" |\n");
        }
        return page.toString();
    }
}
