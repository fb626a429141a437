package io.inferry.toolkit.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Fits an image to a model's one input, values from 0 to 1. */
final class ImageInput {
    private ImageInput() {}

    static JsonNode request(Path file, List<InputSpec> specs) throws IOException {
        if (specs.size() != 1) {
            throw new PredictException(
                    "an image needs a model with one input; this one has "
                            + specs.stream().map(InputSpec::name).toList());
        }
        if (!Files.isReadable(file)) {
            throw new PredictException("cannot read " + file);
        }
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new PredictException(file + " is not a PNG, JPEG, GIF or BMP image");
        }
        InputSpec spec = specs.getFirst();
        ImageLayout layout = ImageLayout.of(spec);
        ObjectNode input = JsonText.object();
        input.put("name", spec.name()).put("datatype", spec.datatype());
        layout.shape(image).forEach(input.putArray("shape")::add);
        write(image, layout, input.putArray("data"));
        ObjectNode request = JsonText.object();
        request.putArray("inputs").add(input);
        return request;
    }

    private static void write(BufferedImage image, ImageLayout layout, ArrayNode data) {
        BufferedImage fitted = fitted(image, layout.width(image), layout.height(image));
        int pixels = fitted.getWidth() * fitted.getHeight();
        for (int i = 0; i < pixels * layout.channels(); i++) {
            int pixel = layout.planesFirst() ? i % pixels : i / layout.channels();
            int channel = layout.planesFirst() ? i / pixels : i % layout.channels();
            int rgb = fitted.getRGB(pixel % fitted.getWidth(), pixel / fitted.getWidth());
            data.add(
                    layout.channels() == 1
                            ? grey(rgb)
                            : ((rgb >> (16 - 8 * channel)) & 0xff) / 255f);
        }
    }

    /** ITU-R BT.601 luma, as image libraries do it. */
    private static float grey(int rgb) {
        return (0.299f * ((rgb >> 16) & 0xff)
                        + 0.587f * ((rgb >> 8) & 0xff)
                        + 0.114f * (rgb & 0xff))
                / 255f;
    }

    /** A grey image keeps its samples: drawing it into RGB would apply a colour profile to them. */
    private static BufferedImage fitted(BufferedImage image, int width, int height) {
        BufferedImage plain =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        boolean isGrey =
                image.getRaster().getNumBands() == 1
                        && image.getSampleModel().getSampleSize(0) == 8
                        && image.getType() == BufferedImage.TYPE_BYTE_GRAY;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int sample =
                        isGrey
                                ? image.getRaster().getSample(x, y, 0) * 0x010101
                                : image.getRGB(x, y);
                plain.setRGB(x, y, sample);
            }
        }
        if (width == image.getWidth() && height == image.getHeight()) {
            return plain;
        }
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = scaled.createGraphics();
        canvas.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(plain, 0, 0, width, height, null);
        canvas.dispose();
        return scaled;
    }
}
