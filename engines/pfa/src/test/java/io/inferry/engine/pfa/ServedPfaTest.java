package io.inferry.engine.pfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedPfaTest {
    private ScoringServer server;

    @BeforeAll
    void startServer(@TempDir Path models) {
        server =
                ScoringServer.start(new PfaEngine(), models, "linear", "tree", "kmeans", "counter");
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @Test
    void aTableIsScoredByColumn() throws Exception {
        String answer =
                server.infer(
                        "tree",
                        """
                        {"inputs": [
                          {"name": "color", "shape": [3], "datatype": "BYTES",
                           "data": ["red", "red", "blue"]},
                          {"name": "height", "shape": [3, 1], "datatype": "INT32",
                           "data": [1, 2, 3]}]}
                        """);

        assertThat(answer)
                .startsWith("200")
                .contains("\"label\"")
                .contains("[\"short\",\"tall red\",\"tall\"]");
    }

    @Test
    void aMatrixIsScoredRowByRow() throws Exception {
        String rows =
                """
                {"inputs": [{"name": "x", "shape": [2, %d], "datatype": "FP64", "data": [%s]}]}
                """;

        assertThat(server.infer("linear", rows.formatted(3, "1, 2, 4, 0, 0, 0")))
                .startsWith("200")
                .contains("[-1.5,0.5]");
        assertThat(server.infer("kmeans", rows.formatted(2, "1, 2, 8, 1")))
                .startsWith("200")
                .contains("[\"origin\",\"east\"]");
    }

    @Test
    void noMadeUpRowsCountWhereADocumentRemembers() throws Exception {
        String five =
                """
                {"inputs": [{"name": "input", "shape": [1], "datatype": "FP64", "data": [5]}]}
                """;

        assertThat(server.infer("counter", five)).startsWith("200").contains("[6.0]");
        assertThat(server.infer("counter", five)).startsWith("200").contains("[12.0]");
    }

    @Test
    void metadataTellsColumnsAndPlatform() throws Exception {
        assertThat(server.get("/v2/models/tree"))
                .startsWith("200")
                .contains("hadrian_pfa")
                .contains("\"height\"")
                .contains("\"color\"")
                .contains("\"label\"");
    }

    @Test
    void aMissingValueIsTheCallersMistake() throws Exception {
        String answer =
                server.infer(
                        "tree",
                        """
                        {"inputs": [
                          {"name": "color", "shape": [2], "datatype": "BYTES", "data": ["red", ""]},
                          {"name": "height", "shape": [2], "datatype": "FP64", "data": [1, 2]}]}
                        """);

        assertThat(answer).startsWith("400").contains("column 'color', row 1").contains("missing");
    }

    @Test
    void aRowThatTheModelRefusesIsTheCallersMistake() throws Exception {
        String answer =
                server.infer(
                        "linear",
                        """
                        {"inputs": [{"name": "x", "shape": [1, 2], "datatype": "FP64", "data": [1, 2]}]}
                        """);

        assertThat(answer).startsWith("400").contains("misaligned");
    }
}
