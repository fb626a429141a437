package io.inferry.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.ModelRef;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Through the door, so that every refusal is also seen to close the tensors. */
class SignatureCheckTest {
    private static final Terms NAMES = new Terms(Terms.Strictness.NAMES, 0, Terms.NO_DEADLINE);

    private static ServingException refusal(House house, InferenceRequest request) {
        var replies = new House.Replies();
        house.door().open(ModelRef.latest("sums"), Exchange.begin("test")).run(request, replies);
        assertThat(request.inputs().values()).allMatch(Tensor::isClosed);
        assertThat(house.finished()).hasSize(1);
        return replies.failure().exception();
    }

    @Test
    void unknownSignatureIsRefusedWithThoseThatThereAre() {
        try (var house = new House()) {
            var request = InferenceRequest.of("foo", Map.of("x", house.x(1, 1)));
            assertThat(refusal(house, request))
                    .hasMessage(
                            "model sums/1 has no signature 'foo', it has"
                                    + " [echo, firsts, labels, serving_default, total]")
                    .extracting(ServingException::code)
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
    }

    @Test
    void missingInputIsNamed() {
        try (var house = new House()) {
            var request = InferenceRequest.of("labels", Map.of("x", house.x(1, 1)));
            assertThat(refusal(house, request))
                    .hasMessage(
                            "inputs do not match signature 'labels': expected [x, label], got [x],"
                                    + " missing [label]");
        }
    }

    @Test
    void unknownInputIsNamed() {
        try (var house = new House()) {
            var request =
                    InferenceRequest.of(
                            "serving_default", Map.of("x", house.x(1, 1), "z", house.x(1, 2)));
            assertThat(refusal(house, request))
                    .hasMessage(
                            "inputs do not match signature 'serving_default': expected [x], got"
                                    + " [x, z], unknown [z]");
        }
    }

    @Test
    void wrongDataTypeIsRefused() {
        try (var house = new House()) {
            Tensor longs = NumericTensor.ofLongs(house.memory(), Shape.of(1, 1), 1);
            var request =
                    new InferenceRequest("serving_default", Map.of("x", longs), List.of(), NAMES);
            assertThat(refusal(house, request))
                    .hasMessage("input 'x' has dtype INT64, the model expects FLOAT32");
        }
    }

    @Test
    void wrongShapeIsRefusedWhenShapesAreToBeChecked() {
        try (var house = new House()) {
            Tensor x = NumericTensor.ofFloats(house.memory(), Shape.of(2), 1, 2);
            var request = InferenceRequest.of("serving_default", Map.of("x", x));
            assertThat(refusal(house, request))
                    .hasMessage("input 'x' has shape [2], the model expects [-1,-1]");
        }
    }

    @Test
    void modelJudgesShapesItselfWhenOnlyNamesAreToBeChecked() {
        try (var house = new House()) {
            Tensor x = NumericTensor.ofFloats(house.memory(), Shape.of(2), 1, 2);
            var replies = new House.Replies();
            house.door()
                    .open(ModelRef.latest("sums"), Exchange.begin("test"))
                    .run(
                            new InferenceRequest(
                                    "serving_default", Map.of("x", x), List.of(), NAMES),
                            replies);
            try (var answer = replies.answer()) {
                assertThat(House.floats(answer, "sum")).containsExactly(1, 2);
            }
        }
    }

    @Test
    void unknownOutputIsRefusedWithThoseThatThereAre() {
        try (var house = new House()) {
            var request =
                    new InferenceRequest(
                            "serving_default",
                            Map.of("x", house.x(1, 1)),
                            List.of("sum", "y"),
                            NAMES);
            assertThat(refusal(house, request))
                    .hasMessage(
                            "output 'y' is not an output of signature 'serving_default', which"
                                    + " has [sum]");
        }
    }

    @Test
    void outputWantedTwiceIsRefused() {
        try (var house = new House()) {
            var request =
                    new InferenceRequest(
                            "serving_default",
                            Map.of("x", house.x(1, 1)),
                            List.of("sum", "sum"),
                            NAMES);
            assertThat(refusal(house, request))
                    .hasMessage("output 'sum' is wanted more than once: [sum, sum]");
        }
    }

    @Test
    void onlyTheWantedOutputsComeInTheOrderWanted() {
        try (var house = new House()) {
            Tensor label = StringTensor.ofTexts(Shape.of(1), "a");
            var replies = new House.Replies();
            house.door()
                    .open(ModelRef.latest("sums"), Exchange.begin("test"))
                    .run(
                            new InferenceRequest(
                                    "labels",
                                    Map.of("x", house.x(1, 1), "label", label),
                                    List.of("name", "sum"),
                                    NAMES),
                            replies);
            try (var answer = replies.answer()) {
                assertThat(answer.outputs().keySet()).containsExactly("name", "sum");
            }
        }
    }
}
