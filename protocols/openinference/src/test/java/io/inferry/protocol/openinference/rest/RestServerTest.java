package io.inferry.protocol.openinference.rest;

import io.inferry.api.tensor.DataType;
import io.inferry.contracts.Fixtures;
import io.inferry.contracts.ProtocolServer;
import io.inferry.protocol.openinference.OpenInferenceProtocol;
import io.inferry.protocol.openinference.echo.EchoEngine;
import io.inferry.transport.listen.ListenLimits;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server with an echo model of every type, and what its tests share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestServerTest {
    private ProtocolServer server;
    private RestCaller caller;

    @BeforeAll
    final void startServer(@TempDir Path models) {
        for (DataType dataType : DataType.values()) {
            EchoEngine.write(models, "echo_" + dataType, dataType);
        }
        EchoEngine.write(models, "leaving", DataType.INT8);
        EchoEngine.write(models, "other", DataType.INT8, "transform");
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 1);
        Fixtures.copyVersion(Fixtures.DIGITS_KERAS, models, "digits", 2);
        Fixtures.copyVersion(Fixtures.STRINGS, models, "strings", 1);
        server = ProtocolServer.start(models, new OpenInferenceProtocol(), ListenLimits.STANDARD);
        caller = new RestCaller(server.port(OpenInferenceProtocol.REST_LISTENER));
    }

    @AfterEach
    final void nothingStaysAllocated() {
        server.awaitNoTensors();
    }

    @AfterAll
    final void stopServer() {
        server.close();
    }

    final ProtocolServer server() {
        return server;
    }

    final RestCaller caller() {
        return caller;
    }

    static String input(String shape, String datatype, String more) {
        return "{\"name\": \"in\", \"shape\": "
                + shape
                + ", \"datatype\": \""
                + datatype
                + "\", "
                + more
                + "}";
    }

    static String request(String input) {
        return "{\"inputs\": [" + input + "]}";
    }
}
