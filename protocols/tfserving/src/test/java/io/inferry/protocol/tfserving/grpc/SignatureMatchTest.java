package io.inferry.protocol.tfserving.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.TensorMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A signature with defaults, which no model of these tests has. */
class SignatureMatchTest {
    private static final Signature SIGNATURE =
            new Signature(
                    "s",
                    List.of(spec("x"), spec("rate"), spec("scale")),
                    List.of(spec("y")),
                    Signature.PREDICT,
                    Set.of("scale", "rate"));

    @Test
    void inputsThatTheModelHasValuesForMayBeMissing() {
        assertThat(SignatureMatch.inputs(SIGNATURE, message("x"))).containsOnlyKeys("x");
        assertThat(SignatureMatch.inputs(SIGNATURE, message("x", "rate", "scale")))
                .containsOnlyKeys("x", "rate", "scale");
    }

    @Test
    void inputsWithoutAValueMayNot() {
        assertThatThrownBy(() -> SignatureMatch.inputs(SIGNATURE, message("rate")))
                .hasMessage(
                        "Signature input alias: x(feed name: x:0) not found in request and no"
                                + " default value provided. Inputs expected to be in the request"
                                + " {rate}, or default input alias set: rate,scale");
    }

    @Test
    void strangersAreNamedEvenWhereSomeMayBeMissing() {
        assertThatThrownBy(() -> SignatureMatch.inputs(SIGNATURE, message("x", "z")))
                .hasMessage(
                        "Inputs contains invalid name. Used request inputs: x, request input: x,z");
        assertThatThrownBy(
                        () -> SignatureMatch.inputs(SIGNATURE, message("x", "rate", "scale", "z")))
                .hasMessageContaining("4!=3 len({rate,scale,x,z}) != len({rate,scale,x})");
    }

    private static TensorSpec spec(String name) {
        return new TensorSpec(name, DataType.FLOAT32, Shape.of(-1), List.of(), name + ":0");
    }

    private static PredictMessage message(String... names) {
        Map<String, InputValue> inputs = new HashMap<>();
        for (String name : names) {
            inputs.put(
                    name,
                    new InputValue.Read(
                            NumericTensor.ofFloats(TensorMemory.unpooled(), Shape.of(1), 1)));
        }
        return new PredictMessage(Optional.empty(), inputs, List.of(), Optional.empty());
    }
}
