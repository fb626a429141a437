package io.inferry.configuration;

import java.util.List;

/**
 * A list whose items have a form of their own, which somebody else reads.
 *
 * @param description for people
 */
record Sublist(String description) implements Kind<Node.Listing> {
    @Override
    public Node.Listing read(Node node) {
        return switch (node) {
            case Node.Listing listing -> listing;
            case Node.Scalar scalar -> new Node.Listing(List.of(scalar), scalar.origin());
            case Node.Mapping mapping -> throw new UnfitValueException(description, mapping);
        };
    }

    @Override
    public String show(Node.Listing value) {
        return value.shown();
    }
}
