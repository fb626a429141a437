package io.inferry.configuration;

import io.inferry.api.settings.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A value of a section whose form is deeper than a table of keys, the way to it, and where its
 * problems go.
 *
 * @param path as messages name it; empty for a text that is nothing but the section
 */
record Place(String path, Node node, Problems problems) {
    /** Something wrong with it: "must be …". */
    void problem(String text) {
        problems.add(node.origin(), (path + " " + text).strip());
    }

    /**
     * Its members, in the order written.
     *
     * @return empty, and a problem, when it has none by nature
     */
    Map<String, Place> members(String wanted) {
        var members = new LinkedHashMap<String, Place>();
        if (node instanceof Node.Mapping mapping) {
            mapping.members()
                    .forEach((name, member) ->
                            members.put(name, new Place(below(name), member, problems)));
        } else {
            problem("must be " + wanted + ", was " + node.shown());
        }
        return members;
    }

    /** Its members of these names; a member of another name is a problem. */
    Map<String, Place> section(List<String> names) {
        Map<String, Place> members = members("a section with " + String.join(", ", names));
        members.forEach((name, member) -> {
            if (!names.contains(name)) {
                String nearest = below(Nearest.to(name, names).orElse(names.getFirst()));
                member.problem("is not known; the nearest key is " + nearest);
            }
        });
        members.keySet().retainAll(names);
        return members;
    }

    /** Its items; itself when it is no list. */
    List<Place> items() {
        if (!(node instanceof Node.Listing listing)) {
            return List.of(this);
        }
        return IntStream.range(0, listing.items().size())
                .mapToObj(at -> new Place(path + "[" + at + "]", listing.items().get(at), problems))
                .toList();
    }

    /** Its value; empty, and a problem, when it is something else. */
    <T> Optional<T> read(Kind<T> kind) {
        try {
            return Optional.of(kind.read(node));
        } catch (IllegalArgumentException unfit) {
            problem(String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    /** Builds a record whose own check may refuse what was written here. */
    <T> Optional<T> build(Supplier<T> construction) {
        try {
            return Optional.of(construction.get());
        } catch (IllegalArgumentException refused) {
            String text = String.valueOf(refused.getMessage());
            problems.add(node.origin(), path.isEmpty() ? text : path + ": " + text);
            return Optional.empty();
        }
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
