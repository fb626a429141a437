package io.inferry.toolkit.predict;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * How a model wants an image, read off its input's shape.
 *
 * @param channels 1 for grey, 3 for RGB
 * @param height -1 where the model takes any
 * @param width -1 where the model takes any
 * @param order where the channels are
 */
record ImageLayout(int channels, long height, long width, Order order) {
    /** Where the channels are. */
    enum Order {
        /** {@code [1, pixels]}. */
        FLAT,
        /** {@code [1, channels, height, width]}. */
        PLANES_FIRST,
        /** {@code [1, height, width, channels]}. */
        CHANNELS_LAST
    }

    static ImageLayout of(InputSpec spec) {
        List<Long> shape = spec.shape();
        if (shape.size() == 2) {
            long side = Math.round(Math.sqrt(shape.get(1)));
            if (side > 0 && side * side == shape.get(1)) {
                return new ImageLayout(1, side, side, Order.FLAT);
            }
        }
        if (shape.size() == 4 && isChannels(shape.get(1))) {
            return new ImageLayout(
                    shape.get(1).intValue(), shape.get(2), shape.get(3), Order.PLANES_FIRST);
        }
        if (shape.size() == 4 && isChannels(shape.get(3))) {
            return new ImageLayout(
                    shape.get(3).intValue(), shape.get(1), shape.get(2), Order.CHANNELS_LAST);
        }
        throw new PredictException(
                "input '"
                        + spec.name()
                        + "' of shape "
                        + shape
                        + " takes no image: wanted [n,pixels], [n,channels,height,width] or [n,height,width,channels]");
    }

    private static boolean isChannels(long dim) {
        return dim == 1 || dim == 3;
    }

    boolean planesFirst() {
        return order == Order.PLANES_FIRST;
    }

    int height(BufferedImage image) {
        return height < 0 ? image.getHeight() : Math.toIntExact(height);
    }

    int width(BufferedImage image) {
        return width < 0 ? image.getWidth() : Math.toIntExact(width);
    }

    /** The request's shape for one image. */
    List<Long> shape(BufferedImage image) {
        long rows = height(image);
        long columns = width(image);
        return new ArrayList<>(
                switch (order) {
                    case FLAT -> List.of(1L, rows * columns);
                    case PLANES_FIRST -> List.of(1L, (long) channels, rows, columns);
                    case CHANNELS_LAST -> List.of(1L, rows, columns, (long) channels);
                });
    }
}
