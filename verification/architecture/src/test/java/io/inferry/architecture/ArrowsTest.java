package io.inferry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * The arrows of ARCHITECTURE.md. A rule that would match no class fails, so none can go stale
 * unseen.
 */
class ArrowsTest {
    /** Found at run time, never imported. One more island is one more line here. */
    private static final List<String> ISLANDS =
            List.of(
                    "io.inferry.engine.mxnet..",
                    "io.inferry.engine.onnx..",
                    "io.inferry.engine.opencv..",
                    "io.inferry.engine.pmml..",
                    "io.inferry.engine.pfa..",
                    "io.inferry.engine.tflite..",
                    "io.inferry.engine.tensorflow..",
                    "io.inferry.engine.trees..",
                    "io.inferry.protocol.tfserving..",
                    "io.inferry.protocol.openinference..",
                    "io.inferry.protocol.scoring..",
                    "io.inferry.protocol.admin..",
                    "io.inferry.observer.metrics..",
                    "io.inferry.experiment..",
                    "io.inferry.toolkit..");

    private static final JavaClasses INFERRY =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.inferry");

    @Test
    void apiKnowsOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.inferry.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.inferry.api..", "java..", "org.jspecify..")
                .check(INFERRY);
    }

    @Test
    void coreKnowsOnlyTheApiAndTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.inferry.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.inferry.core..", "io.inferry.api..", "java..", "org.jspecify..")
                .check(INFERRY);
    }

    @Test
    void transportKnowsOnlyTheApi() {
        noClasses()
                .that()
                .resideInAPackage("io.inferry.transport..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.inferry..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "io.inferry.transport..",
                                                        "io.inferry.api.."))))
                .check(INFERRY);
    }

    @Test
    void configurationKnowsOnlyTheApi() {
        noClasses()
                .that()
                .resideInAPackage("io.inferry.configuration..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.inferry..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "io.inferry.configuration..",
                                                        "io.inferry.api.."))))
                .check(INFERRY);
    }

    @Test
    void islandsKnowTheApiAndProtocolsTheTransport() {
        for (String island : ISLANDS) {
            String[] known =
                    island.startsWith("io.inferry.protocol") || island.contains("experiment")
                            ? new String[] {island, "io.inferry.api..", "io.inferry.transport.."}
                            : new String[] {island, "io.inferry.api.."};
            noClasses()
                    .that()
                    .resideInAPackage(island)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("io.inferry..").and(not(resideInAnyPackage(known))))
                    .check(INFERRY);
        }
    }

    @Test
    void experimentsDependOnEachOtherInOneDirection() {
        List<String> rooms = List.of("statistics", "store", "evidence", "control", "command");
        for (int i = 0; i < rooms.size(); i++) {
            String[] later =
                    rooms.subList(i + 1, rooms.size()).stream()
                            .map(room -> "io.inferry.experiment." + room + "..")
                            .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("io.inferry.experiment." + rooms.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(INFERRY);
            }
        }
    }

    @Test
    void nobodyImportsAnIsland() {
        for (String island : ISLANDS) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(island)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(island)
                    .check(INFERRY);
        }
    }

    @Test
    void everyPackageBelongsToAKnownRoom() {
        List<String> rooms =
                Stream.concat(
                                ISLANDS.stream(),
                                Stream.of(
                                        "io.inferry.api..",
                                        "io.inferry.core..",
                                        "io.inferry.transport..",
                                        "io.inferry.configuration..",
                                        "io.inferry.server..",
                                        "io.inferry.contracts.."))
                        .toList();
        classes().should().resideInAnyPackage(rooms.toArray(String[]::new)).check(INFERRY);
    }

    @Test
    void onlyTransportNamesTheNetworkLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.inferry.transport..", "io.inferry.contracts..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..", "io.grpc..")
                .check(INFERRY);
    }

    @Test
    void onlyTheOnnxEngineNamesOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.inferry.engine.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(INFERRY);
    }

    @Test
    void onlyTheTensorFlowEngineNamesTensorFlow() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.inferry.engine.tensorflow..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.tensorflow..")
                .check(INFERRY);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.inferry.(**)").should().beFreeOfCycles().check(INFERRY);
    }

    @Test
    void onlyTheCommandLineWritesToStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.inferry.server..", "io.inferry.toolkit..", "io.inferry.contracts..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(INFERRY);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked =
                INFERRY.getDefaultPackage().getSubpackagesInTree().stream()
                        .filter(each -> each.getName().startsWith("io.inferry"))
                        .filter(each -> !each.getName().startsWith("io.inferry.contracts"))
                        .filter(each -> !each.getClasses().isEmpty())
                        .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .toList();
        assertThat(unmarked).as("packages without @NullMarked package-info.java").isEmpty();
    }
}
