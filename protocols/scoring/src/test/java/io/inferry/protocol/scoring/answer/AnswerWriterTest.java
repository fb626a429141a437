package io.inferry.protocol.scoring.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ServingException;
import io.inferry.api.inference.Answer;
import io.inferry.api.model.ModelId;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.StringTensor;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import io.inferry.core.memory.MemoryLimits;
import io.inferry.core.memory.PooledMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
    private static final List<String> CLASSES = List.of("no", "yes");

    private final TensorMemory memory = new PooledMemory(MemoryLimits.STANDARD);

    @AfterEach
    void everyTensorWasGivenBack() {
        assertThat(memory.usedBytes()).isZero();
    }

    private static Signature signature(String method, boolean columnar) {
        return new Signature(
                "s",
                List.of(
                        new TensorSpec("age", DataType.FLOAT64, Shape.of(-1)),
                        new TensorSpec("size", DataType.FLOAT64, Shape.of(-1))),
                List.of(),
                method,
                Set.of(),
                columnar);
    }

    private static String written(
            Signature signature, List<String> classes, AnswerForm form, Map<String, Tensor> all) {
        var id = new ModelId("m", 1);
        try (var answer = new Answer(id, signature, new LinkedHashMap<>(all), () -> {})) {
            return AnswerWriter.write(answer, classes, form).body().text();
        }
    }

    private String predicted(AnswerForm form, Map<String, Tensor> outputs) {
        return written(signature(Signature.PREDICT, true), CLASSES, form, outputs);
    }

    private String explained(boolean columnar, List<String> classes) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put(
                "contributions",
                NumericTensor.ofFloats(memory, Shape.of(1, 2, 2), 1.5f, 2.5f, 3.5f, 4.5f));
        outputs.put("bias", NumericTensor.ofFloats(memory, Shape.of(1, 2), 0.25f, 0.5f));
        return written(signature(Signature.EXPLAIN, columnar), classes, AnswerForm.JSON, outputs);
    }

    @Test
    void explanationsOfSeveralOutputsAreByClass() {
        assertThat(explained(true, CLASSES))
                .isEqualTo(
                        "{\"explanations\":[{\"contributions\":{"
                                + "\"no\":{\"age\":1.5,\"size\":2.5},"
                                + "\"yes\":{\"age\":3.5,\"size\":4.5}},"
                                + "\"bias\":{\"no\":0.25,\"yes\":0.5}}]}");
    }

    @Test
    void whatHasNoNamesIsAList() {
        assertThat(explained(false, List.of()))
                .isEqualTo(
                        "{\"explanations\":[{\"contributions\":[[1.5,2.5],[3.5,4.5]],"
                                + "\"bias\":[0.25,0.5]}]}");
    }

    @Test
    void probabilitiesAloneAreByClassToo() {
        Tensor chances = NumericTensor.ofDoubles(memory, Shape.of(1, 2), 0.25, 0.75);

        assertThat(predicted(AnswerForm.JSON, Map.of("probabilities", chances)))
                .isEqualTo("{\"predictions\":[{\"no\":0.25,\"yes\":0.75}]}");
    }

    @Test
    void outputsThatAreNoRowsAreWhole() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("y", NumericTensor.ofLongs(memory, Shape.of(2), 1, 2));
        outputs.put("count", NumericTensor.ofLongs(memory, Shape.of(), 2));

        assertThat(predicted(AnswerForm.JSON, outputs))
                .isEqualTo("{\"predictions\":{\"y\":[1,2],\"count\":2}}");
    }

    @Test
    void outputsThatAreNoRowsHaveNoFormAsCsv() {
        Tensor scalar = NumericTensor.ofLongs(memory, Shape.of(), 2);

        assertThatThrownBy(() -> predicted(AnswerForm.CSV, Map.of("count", scalar)))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("outputs [count] are no rows of one table");
    }

    @Test
    void textsAreQuotedInCsvWhereTheyMustBe() {
        Tensor texts = StringTensor.ofTexts(Shape.of(3), "plain", "a,\"b\"", "zürich");

        assertThat(predicted(AnswerForm.CSV_WITH_HEAD, Map.of("la,bel", texts)))
                .isEqualTo("\"la,bel\"\nplain\n\"a,\"\"b\"\"\"\nzürich\n");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        Tensor bytes = StringTensor.of(Shape.of(1), List.of(new byte[] {(byte) 0xff}));

        assertThatThrownBy(() -> predicted(AnswerForm.JSON, Map.of("y", bytes)))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("output 'y' holds bytes that are not UTF-8");
    }

    @Test
    void theFirstAcceptedFormThatIsSpokenIsTaken() {
        assertThat(AnswerForm.of("")).contains(AnswerForm.JSON);
        assertThat(AnswerForm.of("image/png, */*")).contains(AnswerForm.JSON);
        assertThat(AnswerForm.of("text/csv, application/json")).contains(AnswerForm.CSV);
        assertThat(AnswerForm.of("Text/CSV; Header=present")).contains(AnswerForm.CSV_WITH_HEAD);
        assertThat(AnswerForm.of("image/png")).isEmpty();
    }
}
