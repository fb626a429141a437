package io.inferry.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ServingException;
import io.inferry.api.management.VersionState;
import io.inferry.api.model.ModelRef;
import io.inferry.core.catalog.Servable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Anything may happen in any order: files come, go and break, operators act, requests hold leases,
 * time passes, the pool works or does not. Whatever the order, a version that answers answers until
 * its last lease ends, and once it is quiet nothing is left over.
 */
class RandomHistoryTest {
    private static final int STEPS = 300;
    private static final String[] NAMES = {"one", "two"};

    @TempDir Path root;

    private House house;
    private Random random;
    private final List<Servable> leased = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothingIsClosedUnderARequestAndNothingIsLeftOver(long seed) {
        house = new House(root);
        random = new Random(seed);
        house.folder.version("always", "1", "b=7");
        house.settle();
        for (int step = 0; step < STEPS; step++) {
            step();
            assertThat(house.answer("always", 0)).isEqualTo(7);
            leased.forEach(RandomHistoryTest::assertOpen);
        }
        calmDown();
    }

    private void step() {
        String name = NAMES[random.nextInt(NAMES.length)];
        switch (random.nextInt(10)) {
            case 0, 1 -> house.folder.version(name, "" + random.nextInt(4), text());
            case 2 -> delete(name + "/" + random.nextInt(4));
            case 3 -> delete(name);
            case 4 -> act(name);
            case 5 -> lease(name);
            case 6 -> endLease();
            case 7 -> house.workLoads();
            case 8 -> house.workClosings();
            default -> {
                house.clock.advance(Duration.ofMillis(random.nextInt(2000)));
                house.look();
            }
        }
    }

    private String text() {
        return switch (random.nextInt(4)) {
            case 0 -> "load=fail";
            case 1 -> "load=crash";
            default -> "b=" + random.nextInt(100);
        };
    }

    private void delete(String path) {
        if (Files.exists(root.resolve(path))) {
            house.folder.delete(path);
        }
    }

    private void act(String name) {
        try {
            switch (random.nextInt(3)) {
                case 0 -> house.acts.unload(name);
                case 1 -> house.acts.rollback(name);
                default -> house.acts.load(name);
            }
        } catch (ServingException refused) {
            assertThat(refused.text()).contains(name);
        }
    }

    private void lease(String name) {
        try {
            Servable servable = house.catalog.get().find(ModelRef.latest(name));
            assertThat(servable.tryLease()).isTrue();
            leased.add(servable);
        } catch (ServingException notThere) {
            assertThat(notThere.text()).contains(name);
        }
    }

    private void endLease() {
        if (!leased.isEmpty()) {
            leased.remove(random.nextInt(leased.size())).endLease();
        }
    }

    /** A closed model throws when it runs. */
    private static void assertOpen(Servable servable) {
        House.run(servable, 0);
    }

    private void calmDown() {
        leased.forEach(Servable::endLease);
        house.folder.version("one", "9", "b=9");
        house.folder.version("two", "9", "b=9");
        house.settle();
        house.acts.load("one");
        house.acts.load("two");
        house.work();
        assertThat(house.answer("one", 0)).isEqualTo(9);
        assertThat(house.answer("two", 0)).isEqualTo(9);
        assertThat(house.engine.liveModels()).isEqualTo(3);
        assertThat(house.model("one").versions())
                .filteredOn(version -> version.version() != 9)
                .allMatch(version -> version.state() == VersionState.UNLOADED);
        assertThat(house.obstacles()).isEmpty();
    }
}
