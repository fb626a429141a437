package io.inferry.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of one kind by names of the operator's choice: a YAML section, or one text {@code
 * name=value,name=value}. Sections inside it become dotted names, lists become texts with commas.
 */
record Table<T>(Kind<T> item) implements Kind<Map<String, T>> {
    @Override
    public Map<String, T> read(Node node) {
        var values = new LinkedHashMap<String, T>();
        switch (node) {
            case Node.Mapping mapping -> flatten("", mapping, values);
            case Node.Scalar scalar -> pairs(scalar, values);
            case Node.Listing listing -> throw new UnfitValueException(description(), listing);
        }
        return values;
    }

    private void flatten(String prefix, Node.Mapping mapping, Map<String, T> into) {
        mapping.members()
                .forEach((name, node) -> {
                    switch (node) {
                        case Node.Mapping inner -> flatten(prefix + name + ".", inner, into);
                        case Node.Listing listing ->
                                into.put(prefix + name, item.read(joined(listing)));
                        case Node.Scalar scalar -> into.put(prefix + name, item.read(scalar));
                    }
                });
    }

    private static Node joined(Node.Listing listing) {
        var parts = new ArrayList<String>();
        for (Node each : listing.items()) {
            if (!(each instanceof Node.Scalar scalar)) {
                throw new UnfitValueException("a list of plain values", each);
            }
            parts.add(scalar.text());
        }
        return new Node.Scalar(String.join(",", parts), listing.origin());
    }

    private void pairs(Node.Scalar scalar, Map<String, T> into) {
        for (String pair : scalar.text().split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UnfitValueException(description(), scalar);
            }
            String value = pair.substring(equals + 1).strip();
            into.put(
                    pair.substring(0, equals).strip(),
                    item.read(new Node.Scalar(value, scalar.origin())));
        }
    }

    @Override
    public String show(Map<String, T> values) {
        var shown = new ArrayList<String>();
        values.forEach((name, value) -> shown.add(name + ": " + item.show(value)));
        return "{" + String.join(", ", shown) + "}";
    }

    @Override
    public String description() {
        return "a section of names, each with " + item.description();
    }
}
