package io.inferry.configuration;

/** Where a value was written. */
sealed interface Origin {
    /**
     * A line of a file, or of another text that has a name.
     *
     * @param line from 1
     */
    record Line(String document, int line) implements Origin {
        @Override
        public String toString() {
            return document + ":" + line;
        }
    }

    /** A variable of the environment. */
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return "environment " + name;
        }
    }

    /** An argument of the command line. */
    record Flag(String name) implements Origin {
        @Override
        public String toString() {
            return "flag " + name;
        }
    }
}
