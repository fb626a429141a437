package io.inferry.configuration;

import java.util.ArrayList;
import java.util.List;

/** Several values of one kind: a YAML list, or one text with commas. */
record Series<T>(Kind<T> item) implements Kind<List<T>> {
    @Override
    public List<T> read(Node node) {
        var values = new ArrayList<T>();
        for (Node each : items(node)) {
            values.add(item.read(each));
        }
        return List.copyOf(values);
    }

    private List<Node> items(Node node) {
        return switch (node) {
            case Node.Listing listing -> listing.items();
            case Node.Scalar scalar -> parts(scalar);
            case Node.Mapping mapping -> throw new UnfitValueException(description(), mapping);
        };
    }

    private static List<Node> parts(Node.Scalar scalar) {
        var parts = new ArrayList<Node>();
        for (String part : scalar.text().split(",", -1)) {
            parts.add(new Node.Scalar(part.strip(), scalar.origin()));
        }
        return parts;
    }

    @Override
    public String show(List<T> values) {
        var shown = new ArrayList<String>();
        values.forEach(value -> shown.add(item.show(value)));
        return "[" + String.join(", ", shown) + "]";
    }

    @Override
    public String description() {
        return "a list, each item " + item.description();
    }
}
