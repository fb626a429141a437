package io.inferry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.core.lifecycle.LifecycleSettings.Preserve;
import io.inferry.core.lifecycle.VersionFacts.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States in, one transition out; {@code +} marks wanted versions, {@code -} the others. */
class VersionPolicyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    +1 LOADABLE                            | load 1
                    +1 LOADABLE, +2 LOADABLE               | load 2
                    +1 LOADABLE, +2 LOADING                | load 1
                    +2 WAITING                             | nothing
                    -1 AVAILABLE, +2 LOADABLE              | load 2
                    -1 AVAILABLE, +2 LOADING               | nothing
                    -1 AVAILABLE, +2 WAITING               | nothing
                    -1 AVAILABLE, +2 AVAILABLE             | unload 1
                    -1 AVAILABLE, -2 AVAILABLE, +3 LOADING | nothing
                    -1 AVAILABLE, -2 AVAILABLE, +3 STALE   | unload 1
                    -1 AVAILABLE, -2 LEAVING               | unload 1
                    -1 LEAVING                             | nothing
                    -1 LOADING                             | nothing
                    +1 STALE                               | load 1
                    +1 AVAILABLE                           | nothing
                    -2 AVAILABLE, +1 AVAILABLE             | unload 2
                    """)
    void availabilityComesFirst(String states, String expected) {
        assertThat(next(Preserve.AVAILABILITY, states)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    +1 LOADABLE                | load 1
                    -1 AVAILABLE, +2 LOADABLE  | unload 1
                    -1 LEAVING, +2 LOADABLE    | nothing
                    -1 LOADING, +2 LOADABLE    | nothing
                    -1 WAITING, +2 LOADABLE    | load 2
                    +1 STALE                   | unload 1
                    +1 AVAILABLE, +2 LOADABLE  | load 2
                    """)
    void resourcesComeFirst(String states, String expected) {
        assertThat(next(Preserve.RESOURCES, states)).isEqualTo(expected);
    }

    private static String next(Preserve preserve, String states) {
        List<VersionFacts> facts = new ArrayList<>();
        for (String state : states.split(",\\s*")) {
            String[] words = state.trim().split(" ");
            facts.add(
                    new VersionFacts(
                            Long.parseLong(words[0].substring(1)),
                            words[0].startsWith("+"),
                            Phase.valueOf(words[1])));
        }
        return VersionPolicy.of(preserve)
                .next(facts)
                .map(transition ->
                        switch (transition) {
                            case Transition.Load load -> "load " + load.version();
                            case Transition.Unload unload -> "unload " + unload.version();
                        })
                .orElse("nothing");
    }
}
