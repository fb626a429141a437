package io.inferry.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.engine.Runner;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.TensorMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine keeps when the artifact is not what it should be, and that loading and
 * unloading gives memory back. For engines whose artifact is one file.
 */
public abstract class BrokenArtifactContract {
    private static final int CUTS = 60;
    private static final int ROUNDS = 3;

    /** Bytes of a round that are no leak. */
    private static final long GROWTH_MAX = 2 << 20;

    private static final Duration LOAD_MAX = Duration.ofSeconds(5);

    @TempDir Path directory;

    /** A fresh engine. */
    protected abstract Engine engine();

    /** A small model's file name, see {@link Fixtures}. */
    protected abstract String fixture();

    /** The model to load and unload many times, large enough for a leak to show. */
    protected String memoryFixture() {
        return fixture();
    }

    /** How often to load and unload it, 60 times or more; a third of that is one round. */
    protected int cycles() {
        return 60;
    }

    @Test
    @Timeout(120)
    void aTruncatedFileIsAnInvalidModelWhereverItIsCut() throws Exception {
        byte[] whole = Fixtures.bytes(fixture());
        for (int i = 0; i < CUTS; i++) {
            // The last tenth may hold parts that a model can do without.
            int cut = (int) (whole.length * 0.9 * i / CUTS);
            Path file = write(Arrays.copyOf(whole, cut));

            assertInvalid(() -> engine().inspect(file), file);
            assertInvalid(() -> load(file), file);
        }
    }

    @Test
    @Timeout(120)
    void aFileCutNearItsEndLoadsOrIsAnInvalidModel() throws Exception {
        byte[] whole = Fixtures.bytes(fixture());
        for (int missing = 1; missing < CUTS; missing++) {
            Path file = write(Arrays.copyOf(whole, whole.length - missing));

            assertLoadsOrIsInvalid(file);
        }
    }

    @Test
    @Timeout(120)
    void randomBytesAreAnInvalidModel() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < CUTS; i++) {
            byte[] bytes = new byte[1 + random.nextInt(5000)];
            random.nextBytes(bytes);
            Path file = write(bytes);

            assertThat(seed).as("seed").satisfies(_ -> assertInvalid(() -> load(file), file));
        }
    }

    @Test
    @Timeout(120)
    void aFileWithAFewBytesChangedLoadsOrIsAnInvalidModel() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < CUTS; i++) {
            byte[] bytes = Fixtures.bytes(fixture());
            for (int k = 0; k < 3; k++) {
                // The structure is at the ends; between them are the weights.
                int at = random.nextInt(Math.min(600, bytes.length));
                bytes[random.nextBoolean() ? at : bytes.length - 1 - at] ^=
                        (byte) (1 << random.nextInt(8));
            }
            Path file = write(bytes);

            assertThat(seed).as("seed").satisfies(_ -> assertLoadsOrIsInvalid(file));
        }
    }

    @Test
    void textIsAnInvalidModel() throws Exception {
        Path file = write("{\"this\": \"is no model\"}".getBytes(UTF_8));

        assertInvalid(() -> load(file), file);
        assertInvalid(() -> engine().inspect(file), file);
    }

    @Test
    void aDirectoryWhereAFileShouldBeIsAnInvalidModel() throws Exception {
        Path version = directory.resolve("version");
        Path file = Files.createDirectories(version.resolve(fixture()));

        assertInvalid(() -> load(file), file);
        assertInvalid(() -> engine().inspect(version), version);
    }

    @Test
    void aMissingFileIsAnInvalidModel() {
        Path file = directory.resolve("missing").resolve(fixture());

        assertInvalid(() -> load(file), file);
        assertInvalid(() -> engine().inspect(file), file);
    }

    @Test
    void loadingAndUnloadingGivesMemoryBack() {
        Path file = Fixtures.copyModel(memoryFixture(), directory);
        SettlingMemory.assertSettles(
                cycles() / ROUNDS,
                GROWTH_MAX,
                () -> {
                    try (Model model = load(file);
                            Runner runner = model.newRunner()) {
                        use(model, runner);
                    }
                });
    }

    /** Runs the model of {@link #memoryFixture} once. */
    protected abstract void use(Model model, Runner runner);

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve(fixture()), bytes);
    }

    private Model load(Path file) {
        return engine().load(
                        new LoadRequest(
                                new ModelId("m", 1), file, Map.of(), TensorMemory.unpooled()));
    }

    private void assertLoadsOrIsInvalid(Path file) {
        try (Model model = load(file)) {
            assertThat(model.signatures()).isNotEmpty();
        } catch (ServingException e) {
            assertThat(e.code()).isIn(ErrorCode.INVALID_MODEL, ErrorCode.UNIMPLEMENTED);
        }
    }

    private static void assertInvalid(ThrowingCallable act, Path file) {
        long start = System.nanoTime();
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining(String.valueOf(file.getFileName()));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LOAD_MAX);
    }
}
