package io.inferry.engine.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import io.inferry.api.model.ModelId;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.contracts.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files cut at every hundredth of their length. */
@Timeout(20)
class TruncatedFilesTest {
    @TempDir Path directory;

    /** What follows the trees of LightGBM's text is for people, but for pandas' categories. */
    @ParameterizedTest
    @CsvSource({
        "bc_xgboost.json,100",
        "bc_xgboost.ubj,100",
        "bc_xgboost.model,100",
        "bc_lightgbm.txt,95",
        "made_catboost.json,100",
        "made_catboost.cbm,100"
    })
    void aFileCutAtAHundredthOfItsLengthIsRefused(String fixture, int needed) throws Exception {
        byte[] whole = Fixtures.bytes(fixture);
        for (int percent = 0; percent < needed; percent++) {
            byte[] cut = Arrays.copyOf(whole, (int) ((long) whole.length * percent / 100));
            Path file = Files.write(directory.resolve(fixture), cut);

            ErrorCode code = load(file);

            assertThat(code).as("%s at %d %%", fixture, percent).isEqualTo(ErrorCode.INVALID_MODEL);
        }
    }

    private static ErrorCode load(Path file) {
        LoadRequest request =
                new LoadRequest(new ModelId("cut", 1), file, Map.of(), TensorMemory.unpooled());
        try (Model model = new TreesEngine().load(request)) {
            throw new AssertionError(file + " was loaded: " + model.metadata());
        } catch (ServingException e) {
            return e.code();
        }
    }
}
