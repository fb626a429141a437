package io.inferry.engine.pfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.engine.Inspection;
import io.inferry.contracts.Fixtures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {
    private static final String PFA =
            "{\"input\": \"double\", \"output\": \"double\", \"action\": \"input\"}";

    @TempDir Path directory;

    @Test
    void aDocumentTellsItsNameTypesStateAndModel() {
        Path file = Fixtures.copyModel("linear.pfa", directory);

        Inspection inspection = new PfaEngine().inspect(file);

        assertThat(inspection.format()).isEqualTo("PFA");
        assertThat(inspection.facts())
                .containsEntry("name", "Linear")
                .containsEntry("version", "3")
                .containsEntry("doc", "0.5 + x0 - 2 x1 + x2 / 4")
                .containsEntry("method", "map")
                .containsEntry("input", "{\"type\":\"array\",\"items\":\"double\"}")
                .containsEntry("output", "\"double\"")
                .containsEntry("models", "model.reg.linear")
                .containsEntry("cells", "model");
    }

    @Test
    void aDocumentIsKnownByItsNameOrItsKeys() throws Exception {
        assertRecognized("a.pfa", "anything", true);
        assertRecognized("a.pfa.json", "anything", true);
        assertRecognized("a.json", PFA, true);
        assertRecognized("b.json", "{\"cells\": " + "[".repeat(100_000), false);
        String cells = "\"cells\": {\"c\": {\"init\": \"" + "x".repeat(100_000) + "\"}}";
        assertRecognized("c.json", PFA.replace("}", ", " + cells + "}"), true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"learner\": {\"input\": 1, \"output\": 2, \"action\": 3}, \"version\": [1, 7, 4]}",
                "{\"features_info\": {}, \"oblivious_trees\": [], \"scale_and_bias\": [1, [0]]}",
                "{\"input\": \"double\", \"output\": \"double\"}",
                "{\"input\": [1], \"output\": [2], \"action\": \"x\", \"parameters\": {}}",
                "[]",
                "{",
                ""
            })
    void otherJsonIsNot(String json) throws Exception {
        assertRecognized("model.json", json, false);
    }

    @Test
    void modelsOfTheTreesEngineAreNot() throws Exception {
        String xgboost = "{\"learner\": {\"attributes\": {}}, \"version\": [1, 7, 4]}";
        assertRecognized("model.json", xgboost, false);
    }

    @Test
    void aVersionsDirectoryHoldsOneDocument() throws Exception {
        Path version = Files.createDirectory(directory.resolve("1"));
        Files.writeString(version.resolve("settings.json"), "{\"a\": 1}");
        assertThat(new PfaEngine().recognizes(version)).isFalse();

        Files.writeString(version.resolve("scorer.json"), PFA);
        assertThat(new PfaEngine().recognizes(version)).isTrue();
        assertThat(new PfaEngine().inspect(version).facts()).containsEntry("method", "map");

        Files.writeString(version.resolve("other.json"), PFA);
        assertThat(new PfaEngine().recognizes(version)).isFalse();

        Files.writeString(version.resolve("model.pfa"), PFA.replace("\"input\"}", "1.0}"));
        assertThat(new PfaEngine().recognizes(version)).isTrue();

        Files.writeString(version.resolve("two.pfa"), PFA);
        Files.delete(version.resolve("model.pfa"));
        Files.writeString(version.resolve("three.pfa"), PFA);
        assertThat(new PfaEngine().recognizes(version)).isFalse();
        assertThatThrownBy(() -> new PfaEngine().inspect(version))
                .hasMessageContaining("more than one *.pfa file");
    }

    private void assertRecognized(String name, String text, boolean expected) throws Exception {
        Path file = directory.resolve(name);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        assertThat(new PfaEngine().recognizes(file)).as(name).isEqualTo(expected);
    }
}
