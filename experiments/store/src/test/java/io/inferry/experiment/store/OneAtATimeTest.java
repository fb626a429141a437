package io.inferry.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {
    private final OneAtATime guard = new OneAtATime("a thing");

    @Test
    void twoThreadsInsideAreToldByName() {
        try (var _ = guard.enter()) {
            CompletableFuture<String> told = new CompletableFuture<>();
            Thread.ofPlatform()
                    .name("second")
                    .start(() -> {
                        try (var _ = guard.enter()) {
                            told.complete("came in");
                        } catch (IllegalStateException e) {
                            told.complete(String.valueOf(e.getMessage()));
                        }
                    });
            assertThat(told.join())
                    .startsWith("a thing belongs to one thread: second came while ")
                    .contains(Thread.currentThread().getName());
        }
    }

    @Test
    void oneAfterTheOtherIsFine() {
        try (var _ = guard.enter()) {
            assertThatIllegalStateException().isThrownBy(guard::enter);
        }
        CompletableFuture.runAsync(() -> guard.enter().close()).join();
        guard.enter().close();
    }
}
