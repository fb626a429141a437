package io.inferry.configuration;

/**
 * A section with a form of its own, which somebody else reads.
 *
 * @param description for people
 */
record Subtree(String description) implements Kind<Node.Mapping> {
    @Override
    public Node.Mapping read(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw new UnfitValueException(description, node);
    }

    @Override
    public String show(Node.Mapping value) {
        return value.shown();
    }
}
