package io.inferry.engine.pfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.NumericTensor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    private static final String COUNTER =
            """
            {"input": "double", "output": "double",
             "cells": {"count": {"type": "double", "init": 0, "shared": %s}},
             "begin": {"cell": "count", "to": 100.0},
             "action": [
               {"cell": "count", "to": {"params": [{"old": "double"}], "ret": "double",
                                        "do": {"+": ["old", "input"]}}},
               {"cell": "count"}]}
            """;

    @TempDir Path directory;

    @Test
    void eachInstanceHasCellsOfItsOwnThatBeginHasSet() {
        try (Workbench bench = Workbench.of(directory, COUNTER.formatted(false));
                Workbench beside = bench.beside()) {
            assertThat(bench.answers(1, 2)).containsExactly(101, 103);
            assertThat(bench.answers(1)).containsExactly(104);
            assertThat(beside.answers(1)).containsExactly(101);
        }
    }

    @Test
    void onlyWhatActionsChangeMakesADocumentStateful() {
        String reading =
                """
                {"input": "double", "output": "double",
                 "cells": {"factor": {"type": "double", "init": 2}},
                 "action": {"*": ["input", {"cell": "factor"}]}}
                """;
        String folding =
                """
                {"input": "double", "output": "double", "method": "fold", "zero": 0.0,
                 "merge": {"+": ["tallyOne", "tallyTwo"]},
                 "action": {"+": ["input", "tally"]}}
                """;
        assertThat(isStateful(reading)).isFalse();
        assertThat(isStateful(COUNTER.formatted(false))).isTrue();
        assertThat(isStateful(folding)).isTrue();
    }

    private boolean isStateful(String document) {
        try (Workbench bench = Workbench.of(directory, document)) {
            return bench.model().isStateful();
        }
    }

    @Test
    void sharedCellsAreTheSameForAllInstancesOfAVersion() {
        try (Workbench bench = Workbench.of(directory, COUNTER.formatted(true));
                Workbench beside = bench.beside()) {
            assertThat(bench.answers(1)).containsExactly(101);
            assertThat(beside.answers(1)).containsExactly(102);
        }
    }

    @Test
    void poolsGrowWithTheKeysThatRowsBring() {
        String visits =
                """
                {"input": "string", "output": "int",
                 "pools": {"visits": {"type": "int", "init": {"ann": 10}}},
                 "action": [
                   {"pool": "visits", "path": ["input"], "init": 0,
                    "to": {"params": [{"old": "int"}], "ret": "int", "do": {"+": ["old", 1]}}},
                   {"pool": "visits", "path": ["input"]}]}
                """;
        try (Workbench bench = Workbench.of(directory, visits)) {
            var answer = bench.run(Map.of("input", Workbench.strings("ann", "bob", "ann", "bob")));

            assertThat(((NumericTensor) answer.get("prediction")).toInts())
                    .containsExactly(11, 1, 12, 2);
        }
    }

    @Test
    void aRowThatIsRefusedLeavesTheCellsAsTheyWere() {
        try (Workbench bench = Workbench.of(directory, COUNTER.formatted(false))) {
            assertThatThrownBy(() -> bench.answers(1, Double.NaN))
                    .hasMessageContaining("column 'input', row 1")
                    .hasMessageContaining("missing");

            assertThat(bench.answers(1)).containsExactly(101);
        }
    }

    @Test
    void aFoldAnswersWhatAllRowsSoFarComeTo() {
        String sum =
                """
                {"input": "double", "output": "double", "method": "fold", "zero": 10.0,
                 "merge": {"+": ["tallyOne", "tallyTwo"]},
                 "action": {"+": ["input", "tally"]}}
                """;
        try (Workbench bench = Workbench.of(directory, sum);
                Workbench beside = bench.beside()) {
            assertThat(bench.answers(1, 2)).containsExactly(11, 13);
            assertThat(bench.answers(1)).containsExactly(14);
            assertThat(beside.answers(1)).containsExactly(11);
        }
    }

    @Test
    void whatIsEmittedOnceForARowIsItsAnswer() {
        String doubled =
                """
                {"input": "double", "output": "double", "method": "emit",
                 "action": {"emit": {"*": ["input", 2]}}}
                """;
        try (Workbench bench = Workbench.of(directory, doubled)) {
            assertThat(bench.answers(1, 2, 3)).containsExactly(2, 4, 6);
        }
    }

    @Test
    void rowsThatEmitOtherThanOnceAreRefusedUnlessAListIsWanted() {
        try (Workbench bench = Workbench.of(directory, countdown())) {
            assertThat(bench.answers(1)).containsExactly(1);
            assertThatThrownBy(() -> bench.answers(1, 3))
                    .isInstanceOfSatisfying(
                            ServingException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessageContaining("row 1")
                    .hasMessageContaining("emitted 3 answers")
                    .hasMessageContaining("emit: list");
        }
        try (Workbench bench = Workbench.of(directory, countdown(), Map.of("emit", "list"))) {
            assertThat(bench.texts(0, 1, 3)).containsExactly("[]", "[1.0]", "[3.0,2.0,1.0]");
        }
    }

    @Test
    void aDocumentCannotFillTheHeapWithWhatItEmits() {
        try (Workbench bench = Workbench.of(directory, countdown(), Map.of("emit", "list"))) {
            assertThatThrownBy(() -> bench.texts(1e6))
                    .isInstanceOfSatisfying(
                            ServingException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.RESOURCE_EXHAUSTED));
            assertThat(bench.texts(1)).containsExactly("[1.0]");
        }
    }

    @Test
    void aListIsOnlyForDocumentsThatEmit() {
        assertThatThrownBy(() ->
                        Workbench.of(directory, COUNTER.formatted(false), Map.of("emit", "list")))
                .hasMessageContaining("method is MAP");
    }

    @Test
    void endSeesWhatTheInstanceHasCome() {
        String document =
                """
                {"input": "double", "output": "double",
                 "cells": {"ended": {"type": "double", "init": 0, "shared": true}},
                 "action": {"cell": "ended"},
                 "end": {"cell": "ended", "to": 7.0}}
                """;
        try (Workbench bench = Workbench.of(directory, document)) {
            bench.beside().runner().close();

            assertThat(bench.answers(0)).containsExactly(7);
        }
    }

    @Test
    void anEndThatFailsClosesTheInstanceAllTheSame() {
        String document =
                """
                {"input": "double", "output": "double", "action": "input",
                 "end": {"error": "no way out"}}
                """;
        try (Workbench bench = Workbench.of(directory, document)) {
            assertThat(bench.answers(1)).containsExactly(1);
        }
    }

    @Test
    void aBeginThatFailsIsAnInvalidModel() {
        String document =
                """
                {"input": "double", "output": "double", "action": "input",
                 "begin": {"error": "not today"}}
                """;
        assertThatThrownBy(() -> Workbench.of(directory, document))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("not today");
    }

    private static String countdown() {
        return """
        {"input": "double", "output": "double", "method": "emit",
         "action": [
           {"let": {"left": "input"}},
           {"while": {">": ["left", 0]},
            "do": [{"emit": "left"}, {"set": {"left": {"-": ["left", 1]}}}]}]}
        """;
    }
}
