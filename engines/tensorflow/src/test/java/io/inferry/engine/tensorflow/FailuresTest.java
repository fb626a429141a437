package io.inferry.engine.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.model.Signature;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.SavedModel;

class FailuresTest {
    private static AbstractThrowableAssert<?, ?> assertFails(ErrorCode code, ThrowingCallable act) {
        return assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ServingException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void anIndexBeyondTheEndIsTheCallersMistakeInTensorFlowsWords() {
        try (Workbench bench = Workbench.of(Models.ODD)) {
            Tensor index = NumericTensor.ofInts(bench.memory(), Shape.of(1), 9);

            assertFails(
                            ErrorCode.INVALID_ARGUMENT,
                            () -> bench.run("gather", Map.of("index", index)))
                    .hasMessageStartingWith("indices[0] = 9 is not in [0, 3)");
        }
    }

    @Test
    void aShapeThatTheGraphRefusesIsTheCallersMistake() {
        try (Workbench bench = Workbench.of(Models.DIGITS)) {
            Tensor x = NumericTensor.allocate(bench.memory(), DataType.FLOAT32, Shape.of(3, 65));

            assertFails(ErrorCode.INVALID_ARGUMENT, () -> bench.run(Map.of("x", x)))
                    .hasMessageContaining("Matrix size-incompatible");
        }
    }

    @Test
    void textThatIsNoExampleIsTheCallersMistake() {
        try (Workbench bench = Workbench.of(Models.TF1)) {
            Tensor text = StringTensor.ofTexts(Shape.of(1), "no example");

            assertFails(
                            ErrorCode.INVALID_ARGUMENT,
                            () -> bench.run("regress_x_to_y", Map.of("inputs", text)))
                    .hasMessageContaining("Could not parse example input");
        }
    }

    @Test
    void aVariableWithoutAValueIsNeverServed(@TempDir Path directory) throws Exception {
        Path model = Models.copy(Models.TF1, directory);
        Path file = model.resolve("saved_model.pb");
        SavedModel.Builder changed = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        changed.getMetaGraphsBuilder(0).clearSaverDef();
        Files.write(file, changed.build().toByteArray());
        Files.delete(model.resolve("variables/variables.index"));
        try (Workbench bench = Workbench.of(model, Map.of())) {
            Tensor x = NumericTensor.ofFloats(bench.memory(), Shape.of(1, 1), 1);

            assertFails(ErrorCode.FAILED_PRECONDITION, () -> bench.run(Map.of("x", x)))
                    .hasMessageContaining("uninitialized value");
        }
    }

    @Test
    void oneTensorFedTwiceIsRefusedByTensorFlow() {
        try (Workbench bench = Workbench.of(Models.ODD)) {
            Tensor index = NumericTensor.ofInts(bench.memory(), Shape.of(1), 0);
            Tensor also = NumericTensor.ofInts(bench.memory(), Shape.of(1), 1);

            assertFails(
                            ErrorCode.INVALID_ARGUMENT,
                            () -> bench.run("twice", Map.of("index", index, "also", also)))
                    .hasMessageContaining("fed more than once");
        }
    }

    @Test
    void shapesThatWouldEndTheProcessNeverReachTensorFlow() {
        try (Workbench bench = Workbench.of(Models.ECHO)) {
            long[] many = new long[255];
            Arrays.fill(many, 1);
            for (Shape shape :
                    List.of(
                            Shape.of(many),
                            Shape.of(1L << 40, 1L << 40, 0),
                            Shape.of(0, 1L << 62, 4))) {
                Tensor x = NumericTensor.allocate(bench.memory(), DataType.FLOAT32, shape);

                assertFails(ErrorCode.INVALID_ARGUMENT, () -> bench.run("float32", Map.of("x", x)));
            }
        }
    }

    @Test
    void namesThatTheSignatureDoesNotHaveAreNamed() {
        try (Workbench bench = Workbench.of(Models.ECHO)) {
            Tensor z = bench.floats(1);

            assertFails(
                            ErrorCode.INVALID_ARGUMENT,
                            () -> bench.run("float32", Map.of("x", bench.floats(1), "z", z)))
                    .hasMessageContaining("takes the inputs [x]");
            Signature signature = bench.signature("float32");
            try (NumericTensor x = bench.floats(1)) {
                assertFails(
                                ErrorCode.INVALID_ARGUMENT,
                                () -> bench.runner().run(signature, Map.of("x", x), List.of("w")))
                        .hasMessageContaining("has no output 'w'");
            }
        }
    }

    @Test
    void aModelAnswersOnAfterAFailure() {
        try (Workbench bench = Workbench.of(Models.ODD)) {
            for (int i = 0; i < 100; i++) {
                int wanted = i % 2 == 0 ? 9 : 1;
                Tensor index = NumericTensor.ofInts(bench.memory(), Shape.of(1), wanted);
                if (wanted == 9) {
                    assertFails(
                            ErrorCode.INVALID_ARGUMENT,
                            () -> bench.run("gather", Map.of("index", index)));
                } else {
                    assertThat(bench.floats("gather", "y", Map.of("index", index)))
                            .containsExactly(20);
                }
            }
        }
    }

    @Test
    void everyStatusHasItsNumber() {
        for (StatusCode code : StatusCode.values()) {
            assertThat(StatusCode.of(code.number())).isEqualTo(code);
        }
        assertThat(StatusCode.of(99)).isEqualTo(StatusCode.UNKNOWN);
    }
}
