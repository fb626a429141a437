package io.inferry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.settings.VersionSelection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WishesTest {
    private static final VersionSelection LATEST = new VersionSelection.Latest(1);

    private final Orders orders = new Orders();
    private NavigableSet<Long> answering = set();

    private static NavigableSet<Long> set(Long... numbers) {
        return new TreeSet<>(List.of(numbers));
    }

    private Wishes wishes(
            VersionSelection selection, NavigableSet<Long> listed, NavigableSet<Long> ready) {
        return Wishes.of(selection, new Wishes.Versions(listed, ready, answering), orders);
    }

    @Test
    void latestAllAndSpecificChooseFromWhatIsThere() {
        NavigableSet<Long> there = set(1L, 2L, 3L);
        assertThat(wishes(LATEST, there, there).wanted()).containsExactly(3L);
        assertThat(wishes(new VersionSelection.Latest(2), there, there).wanted())
                .containsExactly(2L, 3L);
        assertThat(wishes(new VersionSelection.Latest(9), there, there).wanted())
                .containsExactly(1L, 2L, 3L);
        assertThat(wishes(new VersionSelection.All(), there, there).wanted())
                .containsExactly(1L, 2L, 3L);
        assertThat(wishes(new VersionSelection.Specific(Set.of(1L, 7L)), there, there).wanted())
                .containsExactly(1L);
    }

    @Test
    void aVersionThatIsStillCopiedIsExpectedAndTheOneBeforeStaysWanted() {
        Wishes wishes = wishes(LATEST, set(1L, 2L), set(1L));
        assertThat(wishes.wanted()).containsExactly(1L);
        assertThat(wishes.expected()).containsExactly(2L);
    }

    @Test
    void aRollbackWantsTheEarlierVersion() {
        answering = set(2L);
        orders.rollBack(2, 1);
        assertThat(wishes(LATEST, set(1L, 2L), set(1L, 2L)).wanted()).containsExactly(1L);
    }

    @Test
    void aRollbackStandsAgainstSpecificVersions() {
        answering = set(2L);
        orders.rollBack(2, 1);
        NavigableSet<Long> there = set(1L, 2L);
        assertThat(wishes(new VersionSelection.Specific(Set.of(2L)), there, there).wanted())
                .containsExactly(1L);
    }

    @Test
    void aNewerVersionThanBothGoesLiveAsUsual() {
        answering = set(1L);
        orders.rollBack(2, 1);
        NavigableSet<Long> there = set(1L, 2L, 3L);
        assertThat(wishes(LATEST, there, there).wanted()).containsExactly(1L, 3L);
        answering = set(1L, 3L);
        assertThat(wishes(LATEST, there, there).wanted()).containsExactly(3L);
    }
}
