package io.inferry.engine.tflite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.contracts.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncompleteSignaturesTest {
    @TempDir Path directory;

    @Test
    void aSignatureThatLeavesOutAnInputOfItsGraphIsRefused() throws Exception {
        // In this file the list of the signature's inputs lies behind an output's name.
        assertRefused(positionOf("columns") + 8, 1, "inputs of the signature");
    }

    @Test
    void aConstantWithFewerStringsThanItsShapeIsRefused() throws Exception {
        // A string table begins with their number, three numbers before the first one's bytes.
        assertRefused(positionOf("\17\0\0\0yes") - 8, 1, "0 strings, its shape says 1");
    }

    private static int positionOf(String text) {
        return new String(Fixtures.bytes("texts.tflite"), ISO_8859_1).indexOf(text);
    }

    private void assertRefused(int at, int old, String reason) throws Exception {
        byte[] bytes = Fixtures.bytes("texts.tflite");
        assertThat(bytes[at]).isEqualTo((byte) old);
        bytes[at] = 0;
        Path file = Files.write(directory.resolve("changed.tflite"), bytes);

        assertThatThrownBy(() -> Workbench.of(file, Map.of()))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining(reason);
    }
}
