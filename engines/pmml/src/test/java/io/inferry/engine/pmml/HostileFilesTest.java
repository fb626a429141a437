package io.inferry.engine.pmml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.engine.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that want to read others, to fill the memory, or to overflow the stack. */
@Timeout(30)
class HostileFilesTest {
    private static final String X = Pmml.field("x", "continuous", "double", "");
    private static final int SMALL_STACK = 512 << 10;

    @TempDir Path directory;

    @Test
    void anExternalEntityIsNotRead() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret.txt"), "TOP SECRET");
        assertInvalid(
                Pmml.regression(X, "")
                        .replace(
                                "<?xml version=\"1.0\"?>",
                                "<?xml version=\"1.0\"?><!DOCTYPE PMML [<!ENTITY s SYSTEM \"%s\">]>"
                                        .formatted(secret.toUri()))
                        .replace("<Header/>", "<Header description=\"d\">&s;</Header>"),
                "DOCTYPE");
    }

    @Test
    void anExternalDtdIsNotRead() {
        assertInvalid(
                Pmml.regression(X, "")
                        .replace(
                                "<?xml version=\"1.0\"?>",
                                "<?xml version=\"1.0\"?><!DOCTYPE PMML SYSTEM"
                                        + " \"http://localhost:1/evil.dtd\">"),
                "DOCTYPE");
    }

    @Test
    void aBillionLaughsAreNotExpanded() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE PMML [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 12; i++) {
            laughs.append("<!ENTITY l").append(i).append(" \"");
            laughs.append(("&l" + (i - 1) + ";").repeat(10)).append("\">");
        }
        assertInvalid(
                Pmml.regression(X, "")
                        .replace(
                                "<?xml version=\"1.0\"?>",
                                "<?xml version=\"1.0\"?>" + laughs + "]>")
                        .replace("<Header/>", "<Header>&l11;</Header>"),
                "DOCTYPE");
    }

    @Test
    void aTreeOfDepth100000IsRefused() {
        assertInvalid(deepTree(100_000), "within each other");
    }

    @Test
    void elementsOfNoMeaning100000DeepAreRefused() {
        assertInvalid(
                Pmml.regression(X, "")
                        .replace(
                                "<Header/>",
                                "<Header/>"
                                        + "<Extension>".repeat(100_000)
                                        + "</Extension>".repeat(100_000)),
                "within each other");
    }

    @Test
    void theDeepestTreeThatIsTakenNeedsNoLargeStack() throws Exception {
        Path file = new Workbench(directory).write(deepTree(990));
        AtomicReference<Object> outcome = new AtomicReference<>();
        Thread thread =
                new Thread(
                        null,
                        () -> {
                            try (Model model = new Workbench(directory).load(file, Map.of())) {
                                outcome.set(Workbench.predictions(model, -1, 1)[0]);
                            } catch (RuntimeException | StackOverflowError e) {
                                outcome.set(e);
                            }
                        },
                        "small-stack",
                        SMALL_STACK);
        thread.start();
        thread.join();

        assertThat(outcome.get()).isEqualTo(0.0);
    }

    @Test
    void functionsThatDoubleTheWorkStepByStepAreRefused() {
        String one =
                "<DefineFunction name=\"f%d\" optype=\"continuous\" dataType=\"double\">"
                        + "<ParameterField name=\"p\" dataType=\"double\"/><Apply function=\"+\">"
                        + "%s%s</Apply></DefineFunction>";
        String call = "<Apply function=\"f%d\"><FieldRef field=\"p\"/></Apply>";
        StringBuilder functions = new StringBuilder();
        functions.append(one.formatted(0, "<FieldRef field=\"p\"/>", "<FieldRef field=\"p\"/>"));
        for (int i = 1; i < 60; i++) {
            functions.append(one.formatted(i, call.formatted(i - 1), call.formatted(i - 1)));
        }
        assertInvalid(
                Pmml.regression(X, "")
                        .replace(
                                "<RegressionModel",
                                "<TransformationDictionary>%s</TransformationDictionary><RegressionModel"
                                        .formatted(functions)),
                "comes to more than");
    }

    @Test
    void aFunctionThatCallsItselfIsRefused() {
        assertInvalid(
                Pmml.regression(X, "")
                        .replace(
                                "<RegressionModel",
                                "<TransformationDictionary><DefineFunction name=\"f\""
                                        + " optype=\"continuous\" dataType=\"double\">"
                                        + "<ParameterField name=\"p\" dataType=\"double\"/>"
                                        + "<Apply function=\"f\"><FieldRef field=\"p\"/></Apply>"
                                        + "</DefineFunction></TransformationDictionary>"
                                        + "<RegressionModel"),
                "'f'");
    }

    @Test
    void expressionsWithinEachOtherAreBounded() {
        assertInvalid(
                Pmml.tree(Pmml.field("x", "categorical", "string", ""), "", "")
                        .replace(
                                "<Node><True/>",
                                "<Node>"
                                        + "<CompoundPredicate booleanOperator=\"and\">".repeat(200)
                                        + "<True/>"
                                        + "</CompoundPredicate>".repeat(200)),
                "lie within each other");
    }

    @Test
    void tenMegabytesOfGarbageAreRefused() throws Exception {
        long seed = System.nanoTime();
        byte[] garbage = new byte[10 << 20];
        new Random(seed).nextBytes(garbage);
        assertThat(seed).as("seed").satisfies(_ -> assertInvalid(garbage, "no whole XML"));

        byte[] spaces = " ".repeat(10 << 20).getBytes(UTF_8);
        assertInvalid(spaces, "no whole XML");
    }

    @Test
    void anotherRootIsRefusedByName() {
        assertInvalid("<html><body>404</body></html>", "its root is 'html', not PMML");
    }

    @Test
    void whatComesAfterTheModelIsReadToo() {
        String whole = Pmml.regression(X, "");
        assertInvalid(whole.replace("</PMML>", ""), "no whole XML");
        assertInvalid(whole + "<PMML/>", "no whole XML");
    }

    @Test
    void countsThatAskForMemoryAreBounded() {
        assertInvalid(
                Pmml.regression(X, "")
                        .replace("<Header/>", "<Header/><Matrix nbRows=\"2000000000\"/>"),
                "nbRows=\"2000000000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
    void encodingsAreFoundOut(String encoding) throws Exception {
        String document =
                Pmml.tree(Pmml.field("x", "categorical", "string", ""), "", "")
                        .replace("1.0\"", "1.0\" encoding=\"" + encoding + "\"")
                        .replace("\"hit\"", "\"größer\"");
        Path file = Files.write(directory.resolve("model.pmml"), document.getBytes(encoding));

        try (Model model = new Workbench(directory).load(file, Map.of())) {
            assertThat(Workbench.labels(model, "red")).containsExactly("größer");
        }
    }

    @Test
    void anUnknownEncodingIsRefused() {
        assertInvalid(
                Pmml.regression(X, "").replace("1.0\"?", "1.0\" encoding=\"x-klingon\"?"),
                "encoding 'x-klingon' is unknown");
    }

    private static String deepTree(int depth) {
        String open =
                "<Node score=\"%d\"><SimplePredicate field=\"x\" operator=\"greaterThan\" value=\"0\"/>";
        StringBuilder nodes = new StringBuilder("<Node score=\"0\"><True/>");
        for (int i = 1; i <= depth; i++) {
            nodes.append(open.formatted(i));
        }
        nodes.append("</Node>".repeat(depth + 1));
        return Pmml.document(
                X + Pmml.field("y", "continuous", "double", ""),
                """
                <TreeModel functionName="regression" noTrueChildStrategy="returnLastPrediction">
                <MiningSchema><MiningField name="x"/><MiningField name="y" usageType="target"/>
                </MiningSchema>%s</TreeModel>
                """
                        .formatted(nodes));
    }

    private void assertInvalid(String document, String reason) {
        try {
            assertInvalid(document.getBytes(UTF_8), reason);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertInvalid(byte[] document, String reason) throws IOException {
        Path file = Files.write(directory.resolve("model.pmml"), document);
        assertThatThrownBy(() -> new Workbench(directory).load(file, Map.of()))
                .isInstanceOfSatisfying(
                        ServingException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_MODEL))
                .hasMessageContaining("model.pmml")
                .hasMessageContaining(reason);
    }
}
