package io.inferry.engine.pfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunErrorsTest {
    private static final String ENDLESS =
            """
            {"input": "double", "output": "double", %s
             "action": [{"while": {">": ["input", 0]}, "do": ["input"]}, "input"]}
            """;

    @TempDir Path directory;

    @Test
    void whatADocumentRefusesIsTheCallersMistakeInItsOwnWords() {
        String picky =
                """
                {"input": "double", "output": "double",
                 "action": [{"if": {"<": ["input", 0]}, "then": {"error": "no debts here", "code": -3}},
                            "input"]}
                """;
        try (Workbench bench = Workbench.of(directory, picky)) {
            assertFails(bench, ErrorCode.INVALID_ARGUMENT, "row 1: no debts here (-3)", 1, -1);
            assertThat(bench.answers(4)).containsExactly(4);
        }
    }

    @Test
    void whatALibraryFunctionRefusesIsTheCallersMistake() {
        String picks =
                """
                {"input": "int", "output": "double",
                 "cells": {"c": {"type": {"type": "array", "items": "double"}, "init": [5, 6]}},
                 "action": {"cell": "c", "path": ["input"]}}
                """;
        try (Workbench bench = Workbench.of(directory, picks)) {
            assertFails(bench, ErrorCode.INVALID_ARGUMENT, "array index not found", 0, 2);
            assertThat(bench.answers(1)).containsExactly(6);
        }
    }

    @Test
    void aLoopEndsWhenItsTimeIsUpAndTheInstanceGoesOn() {
        try (Workbench bench =
                Workbench.of(directory, ENDLESS.formatted(""), Map.of("timeout_ms", "50"))) {
            assertFails(bench, ErrorCode.DEADLINE_EXCEEDED, "50 milliseconds", 0, 1);
            assertThat(bench.answers(0)).containsExactly(0);
        }
    }

    @Test
    void aDocumentsOwnTimeoutHoldsUntilTheOperatorSetsOne() {
        String own = ENDLESS.formatted("\"options\": {\"timeout\": 60},");
        try (Workbench bench = Workbench.of(directory, own)) {
            assertFails(bench, ErrorCode.DEADLINE_EXCEEDED, "60 milliseconds", 1);
        }
        try (Workbench bench = Workbench.of(directory, own, Map.of("timeout_ms", "40"))) {
            assertFails(bench, ErrorCode.DEADLINE_EXCEEDED, "40 milliseconds", 1);
        }
    }

    @Test
    void functionsThatCallThemselvesForeverAreStopped() {
        String recursive =
                """
                {"input": "double", "output": "double", "options": {"timeout": 60000},
                 "fcns": {"f": {"params": [{"x": "double"}], "ret": "double",
                                "do": {"+": [{"u.f": ["x"]}, 1]}}},
                 "action": {"u.f": ["input"]}}
                """;
        try (Workbench bench = Workbench.of(directory, recursive)) {
            assertFails(bench, ErrorCode.INTERNAL, "too deep", 1);
        }
    }

    @Test
    void anOptionThatIsNotKnownIsRefused() {
        assertThatThrownBy(() ->
                        Workbench.of(directory, ENDLESS.formatted(""), Map.of("timeout", "5")))
                .hasMessageContaining("the nearest is 'timeout_ms'");
    }

    private static void assertFails(
            Workbench bench, ErrorCode code, String words, double... column) {
        assertThatThrownBy(() -> bench.answers(column))
                .isInstanceOfSatisfying(
                        ServingException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining("made/1")
                .hasMessageContaining(words);
    }
}
