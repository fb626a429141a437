package io.inferry.core.lifecycle;

import static io.inferry.api.management.VersionState.AVAILABLE;
import static io.inferry.api.management.VersionState.FAILED;
import static io.inferry.api.management.VersionState.WARMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ServingException;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests recorded with a version's files are answered before the version is available. */
class RecordedWarmupTest {
    @TempDir Path root;

    private House house;
    private final List<Tensor> inputs = new ArrayList<>();

    @BeforeEach
    void build() {
        house = new House(root);
    }

    private InferenceRequest request(String input, float value) {
        Tensor x = NumericTensor.ofFloats(TensorMemory.unpooled(), Shape.of(1), value);
        inputs.add(x);
        return InferenceRequest.of(Signature.DEFAULT_NAME, Map.of(input, x));
    }

    @Test
    void recordsRunWhileTheVersionWarmsAndStandInForZeros() {
        house.folder.version("m", "1", "b=1 zeros=refuse");
        house.recorded =
                (version, run) -> {
                    assertThat(house.state("m", 1)).isEqualTo(WARMING);
                    assertThat(version.artifact()).isEqualTo(root.resolve("m/1"));
                    assertThat(version.recordsMax()).isEqualTo(1000);
                    run.accept(request("x", 1));
                    run.accept(request("x", 2));
                    return 2;
                };
        house.look();
        house.work();
        assertThat(house.state("m", 1)).isEqualTo(AVAILABLE);
        assertThat(house.version("m", 1).reason()).doesNotContain("warm-up failed");
        assertThat(inputs).hasSize(2).allMatch(Tensor::isClosed);
    }

    @Test
    void aRecordThatTheModelRefusesFailsTheLoadAndTheOldVersionStays() {
        house.folder.version("m", "1", "b=1");
        house.settle();
        house.recorded =
                (version, run) -> {
                    run.accept(request("x", 0));
                    return 1;
                };
        house.folder.version("m", "2", "b=2 zeros=refuse");
        house.settle();
        assertThat(house.state("m", 2)).isEqualTo(FAILED);
        assertThat(house.version("m", 2).reason()).contains("zero is refused");
        assertThat(house.answer("m", 0)).isEqualTo(1);
        assertThat(inputs).allMatch(Tensor::isClosed);
        assertThat(house.engine.liveModels()).isEqualTo(1);
    }

    @Test
    void aRecordThatDoesNotFitTheSignatureFailsTheLoad() {
        house.folder.version("m", "1", "b=1");
        house.recorded =
                (version, run) -> {
                    run.accept(request("z", 0));
                    return 1;
                };
        house.settle();
        assertThat(house.state("m", 1)).isEqualTo(FAILED);
        assertThat(house.version("m", 1).reason()).contains("unknown [z]");
    }

    @Test
    void recordsThatCannotBeReadFailTheLoad() {
        house.folder.version("m", "1", "b=1");
        house.recorded =
                (version, run) -> {
                    throw ServingException.invalidModel("the records are broken");
                };
        house.settle();
        assertThat(house.version("m", 1).reason()).contains("the records are broken");
    }
}
