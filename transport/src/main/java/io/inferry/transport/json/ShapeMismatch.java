package io.inferry.transport.json;

import io.inferry.api.tensor.Shape;

/** How nested lists fail to be one tensor. */
public sealed interface ShapeMismatch {
    /** What is wrong, with both sides. */
    String text();

    /** A row has another shape than the first row. */
    record Rows(Shape expected, Shape got) implements ShapeMismatch {
        @Override
        public String text() {
            return "Expecting shape " + expected + " but got: " + got;
        }
    }

    /**
     * Within one value, a list is longer or shorter than the first list of its level.
     *
     * @param level 0 for the outermost list
     */
    record ListSize(int level, long expected, long got) implements ShapeMismatch {
        @Override
        public String text() {
            return "Encountered list at unexpected size: "
                    + got
                    + " at level: "
                    + level
                    + " expected size: "
                    + expected;
        }
    }

    /**
     * Within one value, a list is where elements were before, or there are more levels than a
     * tensor may have.
     *
     * @param level 0 for the outermost list
     */
    record ListTooDeep(int level, int rank) implements ShapeMismatch {
        @Override
        public String text() {
            return "Encountered list at unexpected level: " + level + " expected < " + rank;
        }
    }

    /**
     * Within one value, an element is where lists were before.
     *
     * @param value its text, cut when long
     * @param level of the element, 0 when it is in no list
     */
    record ElementTooShallow(String value, int level, int rank) implements ShapeMismatch {
        @Override
        public String text() {
            return "JSON Value: "
                    + value
                    + " found at incorrect level: "
                    + (level + 1)
                    + " in the JSON DOM. Expected at level: "
                    + rank;
        }
    }

    /** The elements are more or fewer than a given shape has. */
    record Count(Shape shape, long expected, long got) implements ShapeMismatch {
        @Override
        public String text() {
            return "shape " + shape + " has " + expected + " elements, " + got + " were given";
        }
    }
}
