package io.inferry.engine.pmml;

import static org.assertj.core.api.Assertions.assertThat;

import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.Model;
import io.inferry.api.model.Signature;
import io.inferry.contracts.Fixtures;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file's fields become, and what the file says of itself. */
class SignaturesTest {
    @TempDir Path directory;

    @Test
    void everyActiveFieldIsAColumn() {
        Model model = load("regression");

        Signature signature = model.signatures().get(Signature.DEFAULT_NAME);
        assertThat(signature.columnar()).isTrue();
        assertThat(signature.inputs().stream().map(each -> each.name() + " " + each.dataType()))
                .containsExactly("x1 FLOAT64", "x2 FLOAT64", "color STRING");
        assertThat(signature.inputs()).allMatch(each -> each.shape().toString().equals("[-1]"));
        assertThat(outputs(model)).containsExactly("prediction FLOAT64[-1]");
        assertThat(model.classes()).isEmpty();
    }

    @Test
    void classesAreThoseOfTheProbabilities() {
        Model model = load("logistic");

        assertThat(model.classes()).containsExactly("setosa", "versicolor", "virginica");
        assertThat(outputs(model))
                .containsExactly(
                        "label STRING[-1]",
                        "probabilities FLOAT64[-1,3]",
                        "winner STRING[-1]",
                        "p_setosa FLOAT64[-1]",
                        "doubled FLOAT64[-1]");
    }

    @Test
    void votesAreNoProbabilities() {
        assertThat(outputs(load("svm_classes"))).containsExactly("label STRING[-1]");
        assertThat(load("svm_classes").classes()).containsExactly("no", "yes");
        assertThat(outputs(load("neighbors_vote"))).containsExactly("label STRING[-1]");
        assertThat(outputs(load("rules")))
                .containsExactly("label STRING[-1]", "confidence FLOAT64[-1]");
    }

    @Test
    void otherModelsAnswerByTheirKind() {
        assertThat(outputs(load("kmeans")))
                .containsExactly("cluster STRING[-1]", "distance FLOAT64[-1]");
        assertThat(outputs(load("neighbors_ids")))
                .containsExactly("neighbors STRING[-1,3]", "distances FLOAT64[-1,3]");
        assertThat(outputs(load("scorecard")))
                .containsExactly("score FLOAT64[-1]", "reason1 STRING[-1]", "reason2 STRING[-1]");
        assertThat(outputs(load("isolation_forest"))).containsExactly("score FLOAT64[-1]");
    }

    @Test
    void outputsThatAreNotServedAreTold() {
        Model model =
                new Workbench(directory)
                        .load(
                                Fixtures.text("logistic.pmml")
                                        .replace(
                                                "<OutputField name=\"winner\" feature=\"predictedValue\"",
                                                "<OutputField name=\"winner\" feature=\"residual\""),
                                Map.of());

        assertThat(outputs(model)).doesNotContain("winner STRING[-1]");
        assertThat(model.metadata()).containsEntry("outputs_not_served", "winner (residual)");
    }

    @Test
    void inspectionTellsWhatTheFileSays() {
        Inspection inspection =
                new PmmlEngine().inspect(Fixtures.copyModel("regression.pmml", directory));

        assertThat(inspection.format()).isEqualTo("PMML");
        assertThat(inspection.facts())
                .containsEntry("pmml_version", "4.4")
                .containsEntry("application", "make_models.py")
                .containsEntry("model_type", "RegressionModel")
                .containsEntry("function", "regression")
                .containsEntry("model_name", "linear")
                .containsEntry("targets", "y")
                .containsEntry(
                        "fields",
                        "x1 double; x2 integer [[0.0,100.0]]; color string [red, green, blue]");
    }

    @Test
    void anXmlFileIsTakenWhenItsRootIsPmml() throws Exception {
        Path file = directory.resolve("model.xml");
        Files.writeString(file, Fixtures.text("regression.pmml"));
        Path other = Files.writeString(directory.resolve("pom.xml"), "<project/>");

        assertThat(new PmmlEngine().recognizes(file)).isTrue();
        assertThat(new PmmlEngine().recognizes(directory)).isTrue();
        assertThat(new PmmlEngine().recognizes(other)).isFalse();
        assertThat(new Workbench(directory).load(directory, Map.of()).signatures()).hasSize(1);
    }

    @Test
    void recognizingNeedsNoScala() throws Exception {
        Path file = Fixtures.copyModel("regression.pmml", directory);
        try (URLClassLoader loader = withoutScala()) {
            Engine engine =
                    (Engine)
                            loader.loadClass(PmmlEngine.class.getName())
                                    .getConstructor()
                                    .newInstance();

            assertThat(engine.name()).isEqualTo("pmml");
            assertThat(engine.recognizes(file)).isTrue();
            assertThat(engine.recognizes(directory)).isTrue();
        }
    }

    /** The engine's own classes above the server's seams, as a plug-in that lost its libraries. */
    private static URLClassLoader withoutScala() {
        URL classes = PmmlEngine.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader seams =
                new ClassLoader(ClassLoader.getPlatformClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        if (name.startsWith("io.inferry.api.")) {
                            return PmmlEngine.class.getClassLoader().loadClass(name);
                        }
                        throw new ClassNotFoundException(name);
                    }
                };
        return new URLClassLoader(new URL[] {classes}, seams);
    }

    private Model load(String fixture) {
        try {
            Path version = Files.createTempDirectory(directory, fixture);
            return new Workbench(version)
                    .load(Fixtures.copyModel(fixture + ".pmml", version), Map.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> outputs(Model model) {
        return model.signatures().get(Signature.DEFAULT_NAME).outputs().stream()
                .map(each -> each.name() + " " + each.dataType() + each.shape())
                .toList();
    }
}
