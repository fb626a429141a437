package io.inferry.api.traffic;

import java.util.List;

/** Finds rules that can never be reached, since one before them takes whatever they would. */
final class Reachability {
    private Reachability() {}

    /**
     * Holds each rule against those before it.
     *
     * @throws IllegalArgumentException that names both
     */
    static void check(List<TrafficRule> rules) {
        for (int later = 1; later < rules.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (hides(rules.get(earlier), rules.get(later))) {
                    throw new IllegalArgumentException(
                            "rule '%s' can never be reached: rule '%s' before it takes every such request"
                                    .formatted(rules.get(later).name(), rules.get(earlier).name()));
                }
            }
        }
    }

    private static boolean hides(TrafficRule earlier, TrafficRule later) {
        return later.any().stream()
                .allMatch(narrow ->
                        earlier.any().stream().anyMatch(wide -> followsFrom(wide, narrow)));
    }

    /** Whether every request that fits {@code narrow} fits {@code wide}. */
    private static boolean followsFrom(List<Condition> wide, List<Condition> narrow) {
        return wide.stream()
                .allMatch(wanted ->
                        narrow.stream()
                                .anyMatch(given ->
                                        given.field().equals(wanted.field())
                                                && implies(given.match(), wanted.match())));
    }

    private static boolean implies(TextMatch given, TextMatch wanted) {
        if (given.equals(wanted)) {
            return true;
        }
        return switch (wanted) {
            case TextMatch.Present present -> true;
            case TextMatch.Exact exact ->
                    given instanceof TextMatch.OneOf some
                            && some.texts().stream().allMatch(exact.text()::equals);
            case TextMatch.Prefix prefix ->
                    switch (given) {
                        case TextMatch.Exact exact -> exact.text().startsWith(prefix.text());
                        case TextMatch.Prefix longer -> longer.text().startsWith(prefix.text());
                        case TextMatch.OneOf some ->
                                some.texts().stream()
                                        .allMatch(text -> text.startsWith(prefix.text()));
                        case TextMatch.Regex regex -> false;
                        case TextMatch.Present present -> false;
                    };
            case TextMatch.OneOf all ->
                    switch (given) {
                        case TextMatch.Exact exact -> all.texts().contains(exact.text());
                        case TextMatch.OneOf some -> all.texts().containsAll(some.texts());
                        case TextMatch.Prefix prefix -> false;
                        case TextMatch.Regex regex -> false;
                        case TextMatch.Present present -> false;
                    };
            case TextMatch.Regex regex -> false;
        };
    }
}
