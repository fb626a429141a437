package io.inferry.toolkit.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageInputTest {
    /**
     * The second row of the digit as scikit-learn has it, scaled to 0..1 (digits_keras.golden.json,
     * first case).
     */
    private static final double[] SECOND_ROW = {0.0, 0.375, 0.6875, 1.0, 1.0, 0.4375, 0.0, 0.0};

    @TempDir private Path folder;

    @Test
    void aGreyDigitBecomesTheModelsFlatRow() throws Exception {
        JsonNode input = input(digit(), new InputSpec("x", "FP32", List.of(-1L, 64L)));

        assertThat(input.path("shape")).map(JsonNode::longValue).containsExactly(1L, 64L);
        for (int i = 0; i < 8; i++) {
            assertThat(input.path("data").path(8 + i).doubleValue())
                    .isCloseTo(SECOND_ROW[i], within(0.003));
        }
    }

    @Test
    void coloursComeAsPlanesOrAsPixelsAsTheModelWants() throws Exception {
        Path red = folder.resolve("red.png");
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0000);
        image.setRGB(1, 0, 0x00ff00);
        ImageIO.write(image, "png", red.toFile());

        assertThat(input(red, new InputSpec("x", "FP32", List.of(-1L, 3L, -1L, -1L))).path("data"))
                .map(JsonNode::intValue)
                .containsExactly(1, 0, 0, 1, 0, 0);
        assertThat(input(red, new InputSpec("x", "FP32", List.of(-1L, -1L, -1L, 3L))).path("data"))
                .map(JsonNode::intValue)
                .containsExactly(1, 0, 0, 0, 1, 0);
    }

    @Test
    void anImageIsResizedToTheModel() throws Exception {
        JsonNode input = input(digit(), new InputSpec("x", "FP32", List.of(-1L, 1L, 28L, 28L)));

        assertThat(input.path("shape")).map(JsonNode::longValue).containsExactly(1L, 1L, 28L, 28L);
        assertThat(input.path("data")).hasSize(784);
    }

    @Test
    void whatIsNoImageOrFitsNoImageIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "not an image");

        assertThatExceptionOfType(PredictException.class)
                .isThrownBy(() -> input(text, new InputSpec("x", "FP32", List.of(-1L, 64L))))
                .withMessageContaining("text.png is not");
        assertThatExceptionOfType(PredictException.class)
                .isThrownBy(() -> input(digit(), new InputSpec("x", "FP32", List.of(-1L, 30L))))
                .withMessageContaining("[-1, 30]");
    }

    private static JsonNode input(Path file, InputSpec spec) throws IOException {
        return ImageInput.request(file, List.of(spec)).path("inputs").path(0);
    }

    private static Path digit() throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(ImageInputTest.class.getResource("digit.png")).toURI());
    }
}
