package io.inferry.protocol.tfserving.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.TextFormat;
import io.inferry.api.ServingException;
import io.inferry.api.management.ModelDeclaration;
import io.inferry.api.model.RequestLogSettings;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.VersionSelection;
import io.inferry.protocol.tfserving.flags.FlagParser;
import io.inferry.protocol.tfserving.proto.ModelServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConfigsTest {
    @TempDir Path directory;

    private static Map<String, ModelDeclaration> read(String config, String... flags) {
        try {
            return new ModelConfigs(FlagParser.read(List.of(flags)).flags())
                    .declarations(TextFormat.parse(config, ModelServerConfig.class));
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ModelDeclaration model(String config, String... flags) {
        String list =
                "model_config_list { config { name: 'm' base_path: '/m' model_platform: 'tensorflow' "
                        + config
                        + "} }";
        return read(list, flags).get("m");
    }

    private Path file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void everyPolicyHasItsSelection() {
        assertThat(model("").settings().versions()).isEqualTo(new VersionSelection.Latest(1));
        assertThat(
                        model("model_version_policy { latest { num_versions: 3 } }")
                                .settings()
                                .versions())
                .isEqualTo(new VersionSelection.Latest(3));
        assertThat(model("model_version_policy { latest {} }").settings().versions())
                .isEqualTo(new VersionSelection.Latest(1));
        assertThat(model("model_version_policy { all {} }").settings().versions())
                .isEqualTo(new VersionSelection.All());
        assertThat(
                        model("model_version_policy { specific { versions: 2 versions: 5 } }")
                                .settings()
                                .versions())
                .isEqualTo(new VersionSelection.Specific(Set.of(2L, 5L)));
    }

    @Test
    void labelsAndRequestLogsArrive() {
        ModelSettings settings =
                model(
                                """
                                version_labels { key: 'stable' value: 3 }
                                logging_config {
                                  log_collector_config { filename_prefix: '/logs/m' }
                                  sampling_config { sampling_rate: 0.25 }
                                }
                                """)
                        .settings();
        assertThat(settings.labels()).isEqualTo(Map.of("stable", 3L));
        assertThat(settings.requestLog()).contains(new RequestLogSettings("/logs/m", 0.25));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: 'm' base_path: './m' model_platform: 'tensorflow' | Expected model m to have an absolute path or URI; got base_path()=./m",
                "name: 'm' model_platform: 'tensorflow' | Expected model m to have an absolute path or URI; got base_path()=",
                "name: 'm' base_path: '/m' | Illegal setting neither ModelServerConfig::model_type (deprecated) nor ModelServerConfig::model_platform.",
                "name: 'm' base_path: '/m' model_type: TENSORFLOW model_platform: 'tensorflow' | Illegal setting both ModelServerConfig::model_type (deprecated) and ModelServerConfig::model_platform.",
                "name: 'm' base_path: '/m' model_type: OTHER | ModelServerConfig::model_type choice 2 not supported.",
                "name: 'm' base_path: '/m' model_platform: 'caffe' | Model m requests unsupported platform caffe",
                "name: 'm' base_path: 's3://b/m' model_platform: 'tensorflow' | File system scheme 's3' not implemented (model m: 's3://b/m'); only local directories are served"
            })
    void mistakesHaveUpstreamsWords(String config, String text) {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> read("model_config_list { config { " + config + " } }"))
                .withMessage(text == null ? "" : text);
    }

    @Test
    void aModelListedTwiceIsRefused() {
        String one = "config { name: 'm' base_path: '/m' model_platform: 'tensorflow' }";
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> read("model_config_list { " + one + one + "}"))
                .withMessage("Illegal to list model m multiple times in config list");
    }

    @Test
    void anEmptyListIsNoModels() {
        assertThat(read("model_config_list {}")).isEmpty();
        assertThat(read("")).isEmpty();
    }

    @Test
    void anEngineOfOursIsAPlatformUnlessStrict() {
        String list =
                "model_config_list { config { name: 'm' base_path: '/m' model_platform: 'onnx' } }";
        assertThat(read(list).get("m").settings().engine()).contains("onnx");
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> read(list, "--inferry_strict"))
                .withMessage("Model m requests unsupported platform onnx");
    }

    @Test
    void strictlyRequestsAreNotLogged() {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> model("logging_config {}", "--inferry_strict"))
                .withMessage("No request-logger-creator provided.");
    }

    @Test
    void aFileUriIsADirectory() {
        String list =
                "model_config_list { config { name: 'm' base_path: 'file:///a/b' model_platform: 'tensorflow' } }";
        assertThat(read(list).get("m").basePath()).isEqualTo(Path.of("/a/b"));
    }

    @Test
    void withoutAWordAboutBatchingOurOwnIsUsed() {
        assertThat(model("").settings().batching().mode()).isEqualTo(BatchSettings.Mode.AUTO);
        assertThat(model("", "--enable_batching=false").settings().batching().mode())
                .isEqualTo(BatchSettings.Mode.OFF);
        assertThat(model("", "--inferry_strict").settings().batching().mode())
                .isEqualTo(BatchSettings.Mode.OFF);
    }

    @Test
    void batchingParametersHoldForEveryVersion() throws IOException {
        Path file = file("batching", "max_batch_size { value: 16 } num_batch_threads { value: 3 }");
        ModelDeclaration model =
                model("", "--enable_batching", "--batching_parameters_file=" + file);
        ModelSettings version = model.versions().of(directory, model.settings());
        assertThat(version.batching().rowsMax()).isEqualTo(16);
        assertThat(version.instances()).isEqualTo(3);
    }

    @Test
    void aVersionsOwnBatchingParametersHoldForItAlone() throws IOException {
        Path file = file("batching", "max_batch_size { value: 16 } num_batch_threads { value: 3 }");
        file("1/batching_params.pbtxt", "max_batch_size { value: 4 }");
        ModelDeclaration model =
                model(
                        "",
                        "--enable_batching",
                        "--enable_per_model_batching_parameters",
                        "--batching_parameters_file=" + file);
        ModelSettings own = model.versions().of(directory.resolve("1"), model.settings());
        assertThat(own.batching().rowsMax()).isEqualTo(4);
        assertThat(own.instances()).isEqualTo(3);
        assertThat(model.versions().of(directory.resolve("2"), model.settings()).batching().mode())
                .isEqualTo(BatchSettings.Mode.OFF);
        file("3/batching_params.pbtxt", "max_batch_size: 4");
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> model.versions().of(directory.resolve("3"), model.settings()))
                .withMessageStartingWith("Invalid protobuf file: ");
    }

    @Test
    void flagsAboutTensorFlowReachThatEngineAlone() throws IOException {
        file("1/saved_model.pb", "");
        file("2/model.onnx", "");
        ModelDeclaration model =
                model(
                        "",
                        "--tensorflow_session_parallelism=3",
                        "--saved_model_tags=serve,gpu",
                        "--per_process_gpu_memory_fraction=0.5",
                        "--mixed_precision=bfloat16",
                        "--xla_cpu_compilation_enabled",
                        "--tensorflow_session_config_file=/s");
        ModelSettings saved = model.versions().of(directory.resolve("1"), model.settings());
        assertThat(saved.engine()).contains("tensorflow");
        assertThat(saved.engineOptions())
                .isEqualTo(
                        Map.of(
                                "intra_op_threads", "3",
                                "inter_op_threads", "3",
                                "tags", "serve,gpu",
                                "gpu_memory_fraction", "0.5",
                                "mixed_precision", "bfloat16",
                                "xla", "true",
                                "session_config_file", "/s"));
        assertThat(model.versions().of(directory.resolve("2"), model.settings()))
                .isEqualTo(model.settings());
    }

    @Test
    void aTfliteModelIsPreferredWhereThatIsAskedFor() throws IOException {
        file("1/saved_model.pb", "");
        file("1/model.tflite", "");
        ModelDeclaration model = model("", "--prefer_tflite_model");
        ModelSettings version = model.versions().of(directory.resolve("1"), model.settings());
        assertThat(version.engine()).contains("tflite");
        assertThat(version.engineOptions()).isEmpty();
        ModelDeclaration plain = model("");
        assertThat(plain.versions().of(directory.resolve("1"), plain.settings()).engine())
                .contains("tensorflow");
    }

    @Test
    void threadsMayBeSetApartButNotAllThree() {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() ->
                        model(
                                "",
                                "--tensorflow_session_parallelism=3",
                                "--tensorflow_intra_op_parallelism=1",
                                "--tensorflow_inter_op_parallelism=2"))
                .withMessageEndingWith("You cannot configure all.");
    }

    @Test
    void aBatchingFileNeedsBatching() {
        assertThatExceptionOfType(ServingException.class)
                .isThrownBy(() -> model("", "--batching_parameters_file=/b"))
                .withMessage(
                        "server_options.batching_parameters_file is set without setting server_options.enable_batching to true.");
    }

    @Test
    void warmUpFollowsItsFlags() {
        assertThat(model("").settings().warmup().recorded().replayed()).isTrue();
        assertThat(
                        model("", "--enable_model_warmup=false")
                                .settings()
                                .warmup()
                                .recorded()
                                .replayed())
                .isFalse();
        assertThat(
                        model("", "--num_request_iterations_for_warmup=4")
                                .settings()
                                .warmup()
                                .recorded()
                                .iterations())
                .isEqualTo(4);
    }

    @Test
    void aPlatformFileStandsInPlaceOfFlags() throws IOException {
        file("1/saved_model.pb", "");
        Path file =
                file(
                        "platform",
                        """
                        platform_configs {
                          key: "tensorflow"
                          value {
                            source_adapter_config {
                              [type.googleapis.com/tensorflow.serving.SavedModelBundleSourceAdapterConfig] {
                                legacy_config {
                                  session_config { intra_op_parallelism_threads: 2 log_device_placement: true }
                                  batching_parameters { max_batch_size { value: 5 } }
                                  saved_model_tags: "mine"
                                  enable_model_warmup: true
                                }
                              }
                            }
                          }
                        }
                        """);
        ModelDeclaration model =
                model(
                        "",
                        "--platform_config_file=" + file,
                        "--enable_batching",
                        "--saved_model_tags=ignored");
        ModelSettings version = model.versions().of(directory.resolve("1"), model.settings());
        assertThat(version.batching().rowsMax()).isEqualTo(5);
        assertThat(version.engineOptions())
                .isEqualTo(Map.of("intra_op_threads", "2", "tags", "mine"));
        assertThat(version.warmup().recorded().replayed()).isTrue();
    }

    @Test
    void equalFlagsMakeEqualDeclarations() {
        assertThat(model("", "--enable_batching")).isEqualTo(model("", "--enable_batching"));
    }
}
