package io.inferry.protocol.tfserving.flags;

import java.util.Locale;

/** Every flag of {@code tensorflow_model_server} 2.20, and two of our own. */
public enum Flag {
    PORT(
            FlagKind.INT32,
            "8500",
            "TCP port of the gRPC API; 0 for none.",
            works("Listener `tensorflow_grpc`.")),
    GRPC_SOCKET_PATH(
            FlagKind.STRING,
            "",
            "Unix socket of the gRPC API.",
            works("The socket is plain text even with `ssl_config_file`.")),
    REST_API_PORT(
            FlagKind.INT32,
            "0",
            "TCP port of the REST API; 0 for none, and not the one of --port.",
            works("Listener `tensorflow_rest`.")),
    REST_API_NUM_THREADS(
            FlagKind.INT32,
            "4*",
            "Threads of the REST API.",
            ignored("I/O threads never wait here: one per core is enough (`event_loops`).")),
    REST_API_TIMEOUT_IN_MS(
            FlagKind.INT32,
            "30000",
            "Longest time for one REST request.",
            works("Option `timeout_ms`.")),
    REST_API_ENABLE_CORS_SUPPORT(
            FlagKind.BOOL,
            "false",
            "Lets browsers of any origin read REST answers.",
            works("Option `cors`.")),
    ENABLE_BATCHING(
            FlagKind.BOOL,
            "false",
            "Joins requests into batches.",
            works(
                    "Not given: Inferry's own batching, which needs no settings and refuses nothing. `=false`: none.")),
    ALLOW_VERSION_LABELS_FOR_UNAVAILABLE_MODELS(
            FlagKind.BOOL,
            "false",
            "Lets unused labels point to versions that are not available yet.",
            works(
                    "In the first file they always may, and apply once the version is available (strict: only with this flag).")),
    BATCHING_PARAMETERS_FILE(
            FlagKind.STRING,
            "",
            "A BatchingParameters message as text; needs --enable_batching.",
            works(
                    "`num_batch_threads` are instances of each model; `thread_pool_name` names nothing here.")),
    ENABLE_PER_MODEL_BATCHING_PARAMETERS(
            FlagKind.BOOL,
            "false",
            "Reads batching_params.pbtxt of each version; needs --enable_batching.",
            works("")),
    MODEL_CONFIG_FILE(
            FlagKind.STRING,
            "",
            "A ModelServerConfig message as text: the models. Wins over --model_name and --model_base_path.",
            works("")),
    MODEL_CONFIG_FILE_POLL_WAIT_SECONDS(
            FlagKind.INT32,
            "0",
            "Seconds between two looks at --model_config_file; 0 for no look after the start.",
            works("")),
    MODEL_NAME(FlagKind.STRING, "default", "Name of the one model.", works("")),
    MODEL_BASE_PATH(
            FlagKind.STRING,
            "",
            "Directory of the one model, whose children are versions. Needed without --model_config_file.",
            works("An absolute path or a `file:` URI; other file systems have to be mounted.")),
    NUM_LOAD_THREADS(
            FlagKind.INT32,
            "0",
            "Threads that load models; 0 for the loop itself.",
            works("`lifecycle.load_threads`; 0: by the number of cores.")),
    NUM_UNLOAD_THREADS(
            FlagKind.INT32,
            "0",
            "Threads that unload models; 0 for the loop itself.",
            ignored("The threads that load also unload.")),
    MAX_NUM_LOAD_RETRIES(
            FlagKind.INT32,
            "5",
            "How often a failed load is tried again.",
            ignored("It is tried again for ever, with growing delay.")),
    LOAD_RETRY_INTERVAL_MICROS(
            FlagKind.INT64,
            "60000000",
            "Microseconds before a failed load is tried again.",
            works("Where given, the first delay, `lifecycle.retry_min`; it doubles each time.")),
    FILE_SYSTEM_POLL_WAIT_SECONDS(
            FlagKind.INT32,
            "1",
            "Seconds between two looks at models' directories; 0 for one look.",
            works("`repository.poll`; negative is as 0.")),
    FLUSH_FILESYSTEM_CACHES(
            FlagKind.BOOL,
            "true",
            "Has the file system forget model files after a load.",
            ignored("The operating system frees its cache when memory is short.")),
    TENSORFLOW_SESSION_PARALLELISM(
            FlagKind.INT64,
            "0",
            "Threads of a TensorFlow session; 0 by itself.",
            works("Options `intra_op_threads` and `inter_op_threads` of the engine.")),
    TENSORFLOW_SESSION_CONFIG_FILE(
            FlagKind.STRING,
            "",
            "A ConfigProto message as text for TensorFlow sessions.",
            works("Option `session_config_file` of the engine.")),
    TENSORFLOW_INTRA_OP_PARALLELISM(
            FlagKind.INT64,
            "0",
            "Threads of one operator; 0 by itself.",
            works("Option `intra_op_threads` of the engine.")),
    TENSORFLOW_INTER_OP_PARALLELISM(
            FlagKind.INT64,
            "0",
            "Operators at a time; 0 by itself.",
            works("Option `inter_op_threads` of the engine.")),
    USE_ALTS_CREDENTIALS(
            FlagKind.BOOL,
            "false",
            "Google's ALTS for gRPC.",
            ignored("Works inside Google's cloud only; TLS is there.")),
    SSL_CONFIG_FILE(
            FlagKind.STRING,
            "",
            "An SSLConfig message as text: certificate and key of the gRPC API.",
            works(
                    "`listeners.tensorflow_grpc.tls`; `client_verify` needs `custom_ca`. TLS on REST: `--inferry_config`.")),
    PLATFORM_CONFIG_FILE(
            FlagKind.STRING,
            "",
            "A PlatformConfigMap message as text, in place of the flags about batching and sessions.",
            works(
                    "Batching, warm-up, tags, TFLite, precision, and of the session its threads and share of the GPU.")),
    PER_PROCESS_GPU_MEMORY_FRACTION(
            FlagKind.FLOAT,
            "0",
            "Share of the GPU's memory; 0 for TensorFlow's choice.",
            works("Option `gpu_memory_fraction` of the engine.")),
    SAVED_MODEL_TAGS(
            FlagKind.STRING,
            "serve",
            "Tags of the graph to load, with commas.",
            works("Option `tags` of the engine.")),
    GRPC_CHANNEL_ARGUMENTS(
            FlagKind.STRING,
            "",
            "Arguments of the gRPC library: k=v,k=v.",
            ignored("They are the C++ library's own; limits here are in `limits`.")),
    GRPC_MAX_THREADS(
            FlagKind.INT32,
            "4*",
            "Threads of the gRPC API.",
            ignored("I/O threads never wait here: one per core is enough (`event_loops`).")),
    ENABLE_MODEL_WARMUP(
            FlagKind.BOOL,
            "true",
            "Replays recorded requests before a version is available.",
            works("")),
    NUM_REQUEST_ITERATIONS_FOR_WARMUP(
            FlagKind.INT32,
            "0",
            "How often each recorded request is replayed; 0 for once.",
            works("")),
    VERSION(FlagKind.BOOL, "false", "Prints versions and ends.", works("")),
    MONITORING_CONFIG_FILE(
            FlagKind.STRING,
            "",
            "A MonitoringConfig message as text: where REST has metrics for Prometheus.",
            works("Option `prometheus_path`.")),
    REMOVE_UNUSED_FIELDS_FROM_BUNDLE_METAGRAPH(
            FlagKind.BOOL,
            "true",
            "Forgets what serving does not need of a model's description.",
            ignored("Only what serving needs is kept in any case.")),
    PREFER_TFLITE_MODEL(
            FlagKind.BOOL,
            "false",
            "Loads model.tflite of a version that has one.",
            works("Needs the plug-in `tflite`.")),
    NUM_TFLITE_POOLS(
            FlagKind.INT32,
            "1*",
            "Pools of TFLite interpreters.",
            ignored("There is one interpreter per instance.")),
    NUM_TFLITE_INTERPRETERS_PER_POOL(
            FlagKind.INT32,
            "1",
            "TFLite interpreters of a pool.",
            ignored("There is one interpreter per instance.")),
    ENABLE_SIGNATURE_METHOD_NAME_CHECK(
            FlagKind.BOOL,
            "false",
            "Classify and Regress want signatures that are marked with their method.",
            works("Option `signature_method_name_check`.")),
    XLA_CPU_COMPILATION_ENABLED(
            FlagKind.BOOL,
            "false",
            "Lets XLA compile for the CPU.",
            works("Option `xla` of the engine.")),
    XLA_GPU_COMPILATION_ENABLED(
            FlagKind.BOOL,
            "false",
            "Lets XLA compile for the GPU.",
            works("Option `xla` of the engine.")),
    ENABLE_PROFILER(
            FlagKind.BOOL,
            "true",
            "Serves TensorFlow's profiler.",
            ignored("Java's own profilers and Flight Recorder are there.")),
    THREAD_POOL_FACTORY_CONFIG_FILE(
            FlagKind.STRING,
            "",
            "A ThreadPoolConfig message as text.",
            ignored("Only pools that were linked into the binary could be named.")),
    MIXED_PRECISION(
            FlagKind.STRING,
            "",
            "bfloat16 to compute in it where possible.",
            works("Option `mixed_precision` of the engine.")),
    SKIP_INITIALIZE_TPU(
            FlagKind.BOOL, "false", "Does not start TPUs.", ignored("There is no TPU.")),
    ENABLE_GRPC_HEALTHCHECK_SERVICE(
            FlagKind.BOOL,
            "false",
            "Serves grpc.health.v1.Health.",
            works("Option `grpc_health`.")),
    ENABLE_SERIALIZATION_AS_TENSOR_CONTENT(
            FlagKind.BOOL,
            "false",
            "Writes output tensors as tensor_content.",
            works("Option `serialization_as_tensor_content`.")),
    INFERRY_CONFIG(
            FlagKind.STRING,
            "",
            "Settings of Inferry in YAML; flags win over it.",
            works("Our own; see docs/configuration.md.")),
    INFERRY_STRICT(
            FlagKind.BOOL,
            "false",
            "No more than tensorflow_model_server does: one model that fails ends the start.",
            works(
                    "Our own. Labels of the first file must be available; other platforms and logging_config are refused; no admin listener."));

    /** In a standard value: that many times the number of cores. */
    private static final char TIMES_CORES = '*';

    private final FlagKind kind;
    private final String standard;
    private final String purpose;
    private final String effect;

    Flag(FlagKind kind, String standard, String purpose, String effect) {
        this.kind = kind;
        this.standard = standard;
        this.purpose = purpose;
        this.effect = effect;
    }

    /** It does what it does there; and how. */
    private static String works(String how) {
        return "works | " + how;
    }

    /** It does nothing; and why. */
    private static String ignored(String why) {
        return "ignored | " + why;
    }

    /** As it is typed after two dashes. */
    public String flagName() {
        return name().toLowerCase(Locale.ROOT);
    }

    FlagKind kind() {
        return kind;
    }

    /** The value that holds when it is not typed. */
    String standard() {
        return isPerCore()
                ? String.valueOf(factor() * Runtime.getRuntime().availableProcessors())
                : standard;
    }

    /** The same for a page that is true on every machine. */
    String standardInWords() {
        if (!isPerCore()) {
            return standard;
        }
        return factor() == 1 ? "cores" : factor() + " × cores";
    }

    private boolean isPerCore() {
        return standard.length() == 2 && standard.charAt(1) == TIMES_CORES;
    }

    private int factor() {
        return standard.charAt(0) - '0';
    }

    /** One line for usage texts. */
    String purpose() {
        return purpose;
    }

    /** What it does here, as two cells of a table. */
    String effect() {
        return effect;
    }
}
