package io.inferry.engine.tensorflow;

import com.google.protobuf.TextFormat;
import io.inferry.api.ServingException;
import io.inferry.api.engine.EngineOptions;
import io.inferry.engine.tensorflow.file.GraphSummary;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How to run a model, as model.yaml says it.
 *
 * @param intraOpThreads for one operator; 0 leaves it to TensorFlow
 * @param interOpThreads for operators side by side; 0 lets the model decide
 * @param tags of the graph to load from a SavedModel
 * @param inputs of a frozen graph, see {@link FrozenSignature}
 * @param outputs of a frozen graph
 * @param sessionConfigFile a {@code ConfigProto} as text, on which the other options are set
 */
record TensorFlowOptions(
        int intraOpThreads,
        int interOpThreads,
        boolean xla,
        Set<String> tags,
        Set<String> inputs,
        Set<String> outputs,
        Optional<Double> gpuMemoryFraction,
        boolean bfloat16,
        Optional<Path> sessionConfigFile) {
    private static final int THREADS_MAX = 1024;
    private static final int CALLERS_THREAD_BYTES = 4 << 20;

    private static final Set<String> KEYS =
            Set.of(
                    "intra_op_threads",
                    "inter_op_threads",
                    "xla",
                    "tags",
                    "inputs",
                    "outputs",
                    "gpu_memory_fraction",
                    "mixed_precision",
                    "session_config_file");
    private static final Map<String, Boolean> SWITCHES = Map.of("true", true, "false", false);
    private static final Map<String, Boolean> PRECISIONS = Map.of("bfloat16", true, "", false);

    TensorFlowOptions {
        tags = Set.copyOf(tags);
    }

    /**
     * Reads the options.
     *
     * @throws ServingException INVALID_ARGUMENT that names the key, what it was set to and what it
     *     can be
     */
    static TensorFlowOptions parse(Map<String, String> options) {
        EngineOptions reader = new EngineOptions("tensorflow", options);
        reader.refuseUnknown(KEYS);
        return new TensorFlowOptions(
                reader.number("intra_op_threads", 0, THREADS_MAX),
                reader.number("inter_op_threads", 0, THREADS_MAX),
                reader.choice("xla", SWITCHES, false),
                reader.words("tags", "serve"),
                reader.words("inputs", ""),
                reader.words("outputs", ""),
                reader.share("gpu_memory_fraction"),
                reader.choice("mixed_precision", PRECISIONS, false),
                reader.text("session_config_file").map(Path::of));
    }

    /**
     * Whether to run a graph wholly in the thread that asks. A small one loses more by handing
     * operators to other threads than it gains; its throughput comes from instances side by side. A
     * loop in the caller's thread would grow its stack with every turn.
     */
    boolean runInCallersThread(GraphSummary graph, long byteSize) {
        return interOpThreads == 0
                && sessionConfigFile.isEmpty()
                && byteSize < CALLERS_THREAD_BYTES
                && !graph.hasLoops();
    }

    /**
     * What TensorFlow's session is told.
     *
     * @throws ServingException INVALID_ARGUMENT when the session's file is not there or wrong
     */
    ConfigProto config() {
        // TensorFlow Serving has it so: an operator without a kernel for the wanted device still
        // runs.
        ConfigProto.Builder config = ConfigProto.newBuilder().setAllowSoftPlacement(true);
        sessionConfigFile.ifPresent(file -> merge(file, config));
        if (intraOpThreads > 0) {
            config.setIntraOpParallelismThreads(intraOpThreads);
        }
        if (interOpThreads > 0) {
            config.setInterOpParallelismThreads(interOpThreads);
        }
        if (intraOpThreads > 0 || interOpThreads > 0) {
            // Otherwise the first session of the process would decide for all.
            config.setUsePerSessionThreads(true);
        }
        gpuMemoryFraction.ifPresent(
                share -> config.getGpuOptionsBuilder().setPerProcessGpuMemoryFraction(share));
        if (xla) {
            config.getGraphOptionsBuilder()
                    .getOptimizerOptionsBuilder()
                    .setGlobalJitLevel(OptimizerOptions.GlobalJitLevel.ON_1);
        }
        if (bfloat16) {
            config.getGraphOptionsBuilder()
                    .getRewriteOptionsBuilder()
                    .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
        }
        return config.build();
    }

    private static void merge(Path file, ConfigProto.Builder config) {
        try (Reader text = Files.newBufferedReader(file)) {
            TextFormat.merge(text, config);
        } catch (TextFormat.ParseException e) {
            throw ServingException.invalidArgument(
                    "session_config_file %s is no ConfigProto: %s".formatted(file, e.getMessage()));
        } catch (IOException e) {
            throw ServingException.invalidArgument(
                    "session_config_file %s cannot be read: %s".formatted(file, e));
        }
    }
}
