package io.inferry.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as it was written, before anybody knows what it should be. */
sealed interface Node {
    /** Where it was written; for a member of a mapping, where its key stands. */
    Origin origin();

    /** How an error message shows it. */
    String shown();

    /** One plain value. */
    record Scalar(String text, Origin origin) implements Node {
        @Override
        public String shown() {
            return "'" + text + "'";
        }
    }

    /** Several values in order. */
    record Listing(List<Node> items, Origin origin) implements Node {
        public Listing {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /** Values by key, in the order written. */
    record Mapping(Map<String, Node> members, Origin origin) implements Node {
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String shown() {
            return "a section";
        }

        /** This mapping with another one laid over it. */
        Mapping under(Mapping upper) {
            var merged = new LinkedHashMap<>(members);
            upper.members.forEach((key, value) -> merged.merge(key, value, Mapping::lay));
            return new Mapping(merged, origin);
        }

        private static Node lay(Node lower, Node upper) {
            return lower instanceof Mapping below && upper instanceof Mapping above
                    ? below.under(above)
                    : upper;
        }
    }
}
