package io.inferry.engine.pfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.contracts.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HostileDocumentsTest {
    /** Would set the property below, wherever Java source takes it as it is. */
    private static final String CODE =
            "{ static { System.setProperty(\\\"pfa.broken\\\", \\\"yes\\\"); } } class Other";

    private static final String TYPES = "\"input\": \"double\", \"output\": \"double\"";

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"A @\", %s, \"action\": \"input\"}",
                "{\"options\": {\"data.PFARecord.interface\": \"java.lang.Cloneable @\"},"
                        + " \"input\": {\"type\": \"record\", \"name\": \"R\", \"fields\":"
                        + " [{\"name\": \"a\", \"type\": \"double\"}]},"
                        + " \"output\": \"double\", \"action\": \"input.a\"}",
                "{\"input\": {\"type\": \"record\", \"name\": \"R\", \"namespace\":"
                        + " \"a; public class R @\", \"fields\":"
                        + " [{\"name\": \"a\", \"type\": \"double\"}]},"
                        + " \"output\": \"double\", \"action\": \"input.a\"}",
                "{\"input\": {\"name\": \"a; class B @.R\", \"type\": \"fixed\", \"size\": 2},"
                        + " \"output\": \"double\", \"action\": 1.0}",
                "{%s, \"action\": [{\"let\": {\"x\": {\"type\": {\"type\": \"enum\", \"symbols\":"
                        + " [\"a\"], \"namespace\": \"b; @\", \"name\": \"E\"},"
                        + " \"value\": \"a\"}}}, \"input\"]}"
            })
    void noTextOfADocumentBecomesCode(String form) {
        assertInvalid(form.replace("%s", TYPES).replace("@", CODE), "");
        assertThat(System.getProperty("pfa.broken")).isNull();
    }

    @Test
    void textsThatAreDataMayHoldAnything() {
        String any = "\\\"; \\\\u0022 } " + CODE.replace("class", "\\n class");
        String document =
                """
                {"input": "double", "output": "string", "doc": "@", "metadata": {"@": "@"},
                 "pools": {"p": {"type": "string", "init": {"@": "@"}}},
                 "@": "@",
                 "action": [{"doc": "@"}, {"log": [["@"]], "namespace": "@"},
                            {"try": {"error": "@"}, "filter": ["@"]},
                            {"string": "@"}]}
                """
                        .replace("\"@\": \"@\",\n", "\"@\": \"AT\",\n")
                        .replace("\"@\"", "\"" + any + "\"")
                        .replace("\"" + any + "\": \"AT\"", "\"@\": \"" + any + "\"");
        try (Workbench bench = Workbench.of(directory, document)) {
            assertThat(bench.texts(1)).singleElement().asString().contains("System.setProperty");
        }
        assertThat(System.getProperty("pfa.broken")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"string\": \"%1$s\"}",
                "{\"cell\": \"c\", \"path\": [[\"%1$s\"]]}",
                "{\"type\": \"string\", \"value\": \"100%\"}",
                "{\"new\": {\"%n\": 1.0}, \"type\": {\"type\": \"map\", \"values\": \"double\"}}"
            })
    void noTextBecomesAFormatOfTheSource(String expression) {
        assertInvalid(
                """
                {%s, "cells": {"c": {"type": {"type": "map", "values": "double"}, "init": {}}},
                 "action": [@, "input"]}
                """
                        .replace("%s", TYPES)
                        .replace("@", expression),
                "percent");
    }

    @Test
    void percentsMayStandInCellsAndAreAFunction() {
        String document =
                """
                {"input": "double", "output": "string", "doc": "100%",
                 "cells": {"unit": {"type": "string", "init": "%d 100%"}},
                 "action": {"s.concat": [{"s.int": {"cast.int": {"%": ["input", 3]}}},
                                         {"cell": "unit"}]}}
                """;
        try (Workbench bench = Workbench.of(directory, document)) {
            assertThat(bench.texts(5)).containsExactly("2%d 100%");
        }
    }

    @Test
    void noCellIsReadFromAFileOrTheNetwork() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.json"), "42.0");
        for (String part : new String[] {"cells", "pools"}) {
            assertInvalid(
                    """
                    {%s, "action": "input",
                     "%s": {"c": {"type": "double", "source": "json", "init": "%s"}}}
                    """
                            .formatted(TYPES, part, secret.toUri()),
                    "only embedded values");
        }
    }

    @Test
    void typesCannotTakeTheNamesOfClassesThatExist() {
        assertInvalid(
                """
                {"input": {"type": "record", "namespace": "com.opendatagroup.hadrian.data",
                           "name": "PFARecord", "fields": [{"name": "a", "type": "double"}]},
                 "output": "double", "action": "input.a"}
                """,
                "com.opendatagroup.hadrian.data");
    }

    @Test
    void nestingIsBounded() {
        String deep = "[".repeat(600) + "]".repeat(600);
        assertInvalid(
                "{%s, \"action\": \"input\", \"metadata\": %s}".formatted(TYPES, deep), "deeper");

        String sum = "{\"+\": [".repeat(240) + "\"input\"" + ", 1]}".repeat(240);
        try (Workbench bench =
                Workbench.of(directory, "{%s, \"action\": %s}".formatted(TYPES, sum))) {
            assertThat(bench.answers(1)).containsExactly(241);
        }
    }

    @Test
    void aTreeAsDeepAsNestingAllowsIsWalkedToItsEnd() {
        String node =
                "\"field\": \"height\", \"operator\": \">\", \"value\": {\"double\": 1.5},"
                        + " \"fail\": {\"string\": \"low\"}, \"pass\": ";
        int depth = 240;
        String tree =
                ("{" + node + "{\"TreeNode\": ").repeat(depth)
                        + "{"
                        + node
                        + "{\"string\": \"deep\"}}"
                        + "}}".repeat(depth);
        String shallow = Fixtures.text("tree.pfa");
        int start = shallow.indexOf("\"init\":") + "\"init\":".length();
        int end = shallow.indexOf("\"action\"");
        String document = shallow.substring(0, start) + tree + "}}," + shallow.substring(end);
        try (Workbench bench = Workbench.of(directory, document)) {
            var answer =
                    bench.run(
                            Map.of(
                                    "height", Workbench.numbers(1, 2),
                                    "color", Workbench.strings("red", "red")));

            assertThat(Workbench.texts(answer.get("label"))).containsExactly("low", "deep");
        }
    }

    @Test
    void millionsOfBracketsAreRefusedAtOnce() {
        assertInvalid("[".repeat(5_000_000), "object");
        assertInvalid("{\"action\":".repeat(1_000_000), "deeper");
    }

    @Test
    void aProgramThatTheJvmCannotHoldIsRefusedWithAReason() {
        StringBuilder lets = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            lets.append("{\"let\": {\"y%d\": {\"+\": [\"input\", 1]}}},".formatted(i));
        }
        assertInvalid("{%s, \"action\": [%s \"input\"]}".formatted(TYPES, lets), "64 KB");
    }

    @Test
    void programsAndNumbersAreBoundedInLength() {
        String literal = "{\"string\": \"" + "x".repeat(3_000_000) + "\"}";
        assertInvalid("{%s, \"action\": [%s, \"input\"]}".formatted(TYPES, literal), "characters");
        assertInvalid("{%s, \"action\": %s}".formatted(TYPES, "9".repeat(100_000)), "characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s, \"action\": \"nobody\"}|nobody",
                "{%s, \"action\": {\"no.such.function\": [\"input\"]}}|no.such.function",
                "{\"input\": \"double\", \"output\": \"string\", \"action\": \"input\"}|double",
                "{\"input\": \"double\", \"output\": \"Unknown\", \"action\": 1}|Unknown",
                "{\"input\": \"double\", \"action\": 1}|output",
                "{%s, \"action\": 1, \"surprise\": 2}|surprise",
                "{%s, \"action\": 1, \"method\": \"reduce\"}|reduce",
                "{%s, \"action\": 1.0, \"cells\": {\"c\": {\"type\": \"int\", \"init\": \"x\"}}}|int",
                "{%s, \"action\": 1e999}|compile",
                "{%s, \"action\": 1} {}|last bracket",
                "[1, 2]|object",
                "{%s \"action\": 1}|line 1"
            })
    void aDocumentThatIsWrongSaysWhere(String wrong) {
        String[] parts = wrong.replace("%s", TYPES).split("\\|");
        assertInvalid(parts[0], parts[1]);
    }

    @Test
    void yamlIsRefusedWithAWayOut() throws Exception {
        Path file = Files.writeString(directory.resolve("model.pfa.yaml"), "input: double\n");

        assertThat(new PfaEngine().recognizes(file)).isTrue();
        assertThatThrownBy(() -> Workbench.load(file, Map.of()))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.UNIMPLEMENTED))
                .hasMessageContaining("YAML");
    }

    /** Documents are refused as they are loaded or, where it is their values, as they start. */
    private void assertInvalid(String document, String reason) {
        assertThatThrownBy(() -> Workbench.of(directory, document).close())
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("made.pfa")
                .hasMessageContaining(reason);
    }
}
