package io.inferry.engine.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.inferry.api.engine.EngineOptions;
import io.inferry.engine.onnx.file.ModelFile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to run a model, as model.yaml says it.
 *
 * @param intraOpThreads for one operator; 0 lets the model's size decide
 * @param interOpThreads for operators side by side; only with {@link ExecutionMode#PARALLEL}
 * @param memoryPattern whether to plan the memory of equal shapes once
 * @param cpuArena whether to keep freed memory for the next run
 */
record OnnxOptions(
        int intraOpThreads,
        int interOpThreads,
        OptLevel graphOptimization,
        ExecutionMode executionMode,
        boolean memoryPattern,
        boolean cpuArena,
        List<ExecutionProvider> providers) {
    private static final int THREADS_MAX = 1024;
    private static final int ONE_THREAD_BYTES = 4 << 20;

    private static final Set<String> KEYS =
            Set.of(
                    "intra_op_threads",
                    "inter_op_threads",
                    "graph_optimization",
                    "execution_mode",
                    "memory_pattern",
                    "cpu_arena",
                    "execution_providers");
    private static final Map<String, OptLevel> LEVELS =
            Map.of(
                    "disable", OptLevel.NO_OPT,
                    "basic", OptLevel.BASIC_OPT,
                    "extended", OptLevel.EXTENDED_OPT,
                    "all", OptLevel.ALL_OPT);
    private static final Map<String, ExecutionMode> MODES =
            Map.of("sequential", ExecutionMode.SEQUENTIAL, "parallel", ExecutionMode.PARALLEL);
    private static final Map<String, Boolean> SWITCHES = Map.of("true", true, "false", false);

    OnnxOptions {
        providers = List.copyOf(providers);
    }

    /**
     * Reads the options.
     *
     * @throws io.inferry.api.ServingException INVALID_ARGUMENT that names the key, what it was set
     *     to and what it can be
     */
    static OnnxOptions parse(Map<String, String> options) {
        EngineOptions reader = new EngineOptions("onnx", options);
        reader.refuseUnknown(KEYS);
        return new OnnxOptions(
                reader.number("intra_op_threads", 0, THREADS_MAX),
                reader.number("inter_op_threads", 0, THREADS_MAX),
                reader.choice("graph_optimization", LEVELS, OptLevel.ALL_OPT),
                reader.choice("execution_mode", MODES, ExecutionMode.SEQUENTIAL),
                reader.choice("memory_pattern", SWITCHES, true),
                reader.choice("cpu_arena", SWITCHES, true),
                ExecutionProvider.parse(options.getOrDefault("execution_providers", "cpu")));
    }

    void applyTo(SessionOptions options, ModelFile file) throws OrtException {
        int threads = threadsFor(file.byteSize());
        options.setIntraOpNumThreads(threads);
        if (threads > 1) {
            // Waiting threads that spin would take the cores from the other instances.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
        }
        if (executionMode == ExecutionMode.PARALLEL) {
            options.setInterOpNumThreads(interOpThreads);
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
        }
        options.setOptimizationLevel(graphOptimization);
        options.setExecutionMode(executionMode);
        options.setMemoryPatternOptimization(memoryPattern);
        options.setCPUArenaAllocator(cpuArena);
    }

    /**
     * Threads for one operator of a model with so many bytes. A small one gains nothing from a
     * second thread and pays for waking it; its throughput comes from instances side by side.
     */
    int threadsFor(long byteSize) {
        if (intraOpThreads > 0) {
            return intraOpThreads;
        }
        return byteSize < ONE_THREAD_BYTES ? 1 : Runtime.getRuntime().availableProcessors();
    }
}
