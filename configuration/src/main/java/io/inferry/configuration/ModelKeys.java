package io.inferry.configuration;

import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.settings.LimitSettings;
import io.inferry.api.settings.ModelSettings;
import io.inferry.api.settings.TableSettings;
import io.inferry.api.settings.VersionSelection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every key of model.yaml. */
final class ModelKeys {
    private static final int ROWS_MAX = 1 << 20;
    private static final int ITERATIONS_MAX = 10_000;
    private static final ModelSettings STANDARD = ModelSettings.STANDARD;

    static final Key<String> ENGINE =
            Key.optional(
                    "engine", Texts.WORD, "The engine; unset: whichever recognizes the files.");
    static final Key<VersionSelection> VERSIONS =
            Key.of("versions", new Versions(), STANDARD.versions(), "The versions to serve.");
    static final Key<Map<String, Long>> LABELS =
            Key.of(
                    "labels",
                    new Table<>(new Numbers(0, Long.MAX_VALUE)),
                    Map.of(),
                    "Label to version; takes effect once the version is available.");
    static final Key<BatchSettings.Mode> BATCHING_MODE =
            Key.of(
                    "batching.mode",
                    Choice.of(BatchSettings.Mode.class),
                    STANDARD.batching().mode(),
                    "Whether requests are joined: auto where every input and output has an unknown"
                            + " first dimension, off never.");
    static final Key<Integer> BATCHING_ROWS_MAX =
            Key.of(
                    "batching.rows_max",
                    Numbers.ints(1, ROWS_MAX),
                    STANDARD.batching().rowsMax(),
                    "Rows of a batch at most.");
    static final Key<Duration> BATCHING_DELAY_MAX =
            Key.of(
                    "batching.delay_max",
                    Durations.atLeast(Duration.ZERO),
                    STANDARD.batching().delayMax(),
                    "How long the oldest request may wait for others while an instance is free; 0:"
                            + " whatever is queued runs as soon as an instance is free.");
    static final Key<List<Integer>> BATCHING_PREFERRED_ROWS =
            Key.of(
                    "batching.preferred_rows",
                    new Series<>(Numbers.ints(1, ROWS_MAX)),
                    STANDARD.batching().preferredRows(),
                    "Sizes, ascending, at which a batch leaves early.");
    static final Key<List<Integer>> BATCHING_ALLOWED_ROWS =
            Key.of(
                    "batching.allowed_rows",
                    new Series<>(Numbers.ints(1, ROWS_MAX)),
                    STANDARD.batching().allowedRows(),
                    "Sizes, ascending, that a batch is padded up to; the last one is rows_max."
                            + " Empty: no padding.");
    static final Key<BatchRules.Oversize> BATCHING_OVERSIZE =
            Key.of(
                    "batching.oversize",
                    Choice.of(BatchRules.Oversize.class),
                    STANDARD.batching().rules().oversize(),
                    "A request with more rows than rows_max runs alone or is refused; with split"
                            + " one with more than execution_rows_max runs in pieces and one with"
                            + " more than rows_max is refused.");
    static final Key<Integer> BATCHING_EXECUTION_ROWS_MAX =
            Key.of(
                    "batching.execution_rows_max",
                    Numbers.ints(0, ROWS_MAX),
                    STANDARD.batching().rules().executionRowsMax(),
                    "With oversize split: rows of a batch and of a piece at most.");
    static final Key<BatchRules.Padding> BATCHING_PAD_VARIABLE_LENGTHS =
            Key.of(
                    "batching.pad_variable_lengths",
                    Choice.of(BatchRules.Padding.class),
                    STANDARD.batching().rules().padVariableLengths(),
                    "With longest, requests that differ in an unknown dimension share a batch:"
                            + " each is padded at its end to the longest with its tensor's first"
                            + " element, and outputs keep that length.");
    static final Key<Integer> BATCHING_QUEUE_BATCHES_MAX =
            Key.of(
                    "batching.queue_batches_max",
                    Numbers.ints(0, ROWS_MAX),
                    STANDARD.batching().rules().queueBatchesMax(),
                    "Batches that may wait; one more is refused; 0: only limits below hold.");
    static final Key<BatchRules.Manner> BATCHING_MANNER =
            Key.of(
                    "batching.manner",
                    Choice.of(BatchRules.Manner.class),
                    STANDARD.batching().rules().manner(),
                    "own: a request whose inputs have no common rows runs alone;"
                            + " tensorflow_serving: it is refused, and a late one is told so in"
                            + " that server's words.");
    static final Key<Integer> INSTANCES =
            Key.of(
                    "instances",
                    Numbers.ints(1, ModelSettings.INSTANCES_MAX),
                    STANDARD.instances(),
                    "Execution slots of each version.");
    static final Key<Integer> WARMUP_ITERATIONS =
            Key.of(
                    "warmup.iterations",
                    Numbers.ints(0, ITERATIONS_MAX),
                    STANDARD.warmup().iterations(),
                    "Runs per size before callers reach a version; 0: no warm-up.");
    static final Key<List<Integer>> WARMUP_ROWS =
            Key.of(
                    "warmup.rows",
                    new Series<>(Numbers.ints(1, ROWS_MAX)),
                    STANDARD.warmup().rows(),
                    "Batch sizes to run.");
    static final Key<Map<String, Long>> WARMUP_DIMS =
            Key.of(
                    "warmup.dims",
                    new Table<>(new Numbers(1, Integer.MAX_VALUE)),
                    STANDARD.warmup().dims(),
                    "Sizes of other unknown dimensions, by the model's name of the dimension; 1"
                            + " where not given.");
    static final Key<Boolean> WARMUP_REQUIRED =
            Key.of(
                    "warmup.required",
                    Choice.trueOrFalse(),
                    STANDARD.warmup().required(),
                    "Whether a failing warm-up fails the load.");
    static final Key<Boolean> WARMUP_RECORDED =
            Key.of(
                    "warmup.recorded",
                    Choice.trueOrFalse(),
                    STANDARD.warmup().recorded().replayed(),
                    "Whether requests recorded with a version's files"
                            + " (assets.extra/tf_serving_warmup_requests) are run; one that fails"
                            + " fails the load.");
    static final Key<Integer> WARMUP_RECORDED_ITERATIONS =
            Key.of(
                    "warmup.recorded_iterations",
                    Numbers.ints(1, ITERATIONS_MAX),
                    STANDARD.warmup().recorded().iterations(),
                    "Runs of each recorded request.");
    static final Key<Integer> WARMUP_RECORDED_MAX =
            Key.of(
                    "warmup.recorded_max",
                    Numbers.ints(1, ROWS_MAX),
                    STANDARD.warmup().recorded().recordsMax(),
                    "A version with more recorded requests is not loaded.");
    static final Key<Integer> QUEUE_REQUESTS_MAX =
            Key.of(
                    "limits.queue_requests_max",
                    Numbers.ints(1, 1 << 20),
                    LimitSettings.STANDARD.queueRequestsMax(),
                    "Requests that may wait; one more is refused.");
    static final Key<Long> QUEUE_BYTES_MAX =
            Key.of(
                    "limits.queue_bytes_max",
                    Quantity.size(1),
                    LimitSettings.STANDARD.queueBytesMax(),
                    "Bytes of the inputs that may wait.");
    static final Key<Duration> TIMEOUT =
            Key.of(
                    "limits.timeout",
                    Durations.atLeast(Duration.ZERO),
                    LimitSettings.STANDARD.timeout(),
                    "A deadline for requests that bring none; 0: none.");
    static final Key<Map<String, String>> OPTIONS =
            Key.of(
                    "options",
                    new Table<>(Texts.WORD),
                    Map.of(),
                    "The engine's own settings, see its page. May also be called by the engine's"
                            + " name.");
    static final Key<Node.Mapping> TRAFFIC =
            Key.optional(
                    "traffic",
                    new Subtree("a section with rules, holdout, route, sticky and shadows"),
                    "How requests that name no version are divided, see below; unset: the latest"
                            + " version answers.");

    static final Key<Node.Listing> TABLE_COLUMNS =
            Key.optional(
                    "table.columns",
                    new Sublist("a list of names, or of sections with name and categories"),
                    "The columns of the model's matrix input in its order, see below; unset: what"
                            + " the model file says.");
    static final Key<TableSettings.Absent> TABLE_ABSENT =
            Key.of(
                    "table.absent",
                    Choice.of(TableSettings.Absent.class),
                    STANDARD.table().absent(),
                    "What a request means that leaves a column out: refused, or missing: the value"
                            + " is missing in every row. (A null in a column always means a missing"
                            + " value.)");
    static final Key<List<String>> TABLE_CLASSES =
            Key.of(
                    "table.classes",
                    new Series<>(Texts.WORD),
                    STANDARD.table().classes(),
                    "Names of the classes in the order of their numbers; labels of requests by"
                            + " column name are these. Empty: what the model file says.");

    private static final List<Key<?>> OWN =
            List.of(
                    ENGINE,
                    VERSIONS,
                    LABELS,
                    BATCHING_MODE,
                    BATCHING_ROWS_MAX,
                    BATCHING_DELAY_MAX,
                    BATCHING_PREFERRED_ROWS,
                    BATCHING_ALLOWED_ROWS,
                    BATCHING_OVERSIZE,
                    BATCHING_EXECUTION_ROWS_MAX,
                    BATCHING_PAD_VARIABLE_LENGTHS,
                    BATCHING_QUEUE_BATCHES_MAX,
                    BATCHING_MANNER,
                    INSTANCES,
                    WARMUP_ITERATIONS,
                    WARMUP_ROWS,
                    WARMUP_DIMS,
                    WARMUP_REQUIRED,
                    WARMUP_RECORDED,
                    WARMUP_RECORDED_ITERATIONS,
                    WARMUP_RECORDED_MAX,
                    QUEUE_REQUESTS_MAX,
                    QUEUE_BYTES_MAX,
                    TIMEOUT,
                    TABLE_COLUMNS,
                    TABLE_ABSENT,
                    TABLE_CLASSES);

    private static final List<Key<?>> KEYS =
            Stream.of(OWN, RequestLogKeys.KEYS, List.<Key<?>>of(TRAFFIC, OPTIONS))
                    .<Key<?>>flatMap(List::stream)
                    .toList();

    private ModelKeys() {}

    /** The keys alone. */
    static KeyTable table() {
        return new KeyTable(KEYS);
    }

    /** The keys, and engines' names as other ways to write {@code options}. */
    static KeyTable table(Set<String> engines) {
        var keys = new ArrayList<Key<?>>(KEYS);
        engines.forEach(engine -> keys.add(options(engine)));
        return new KeyTable(keys);
    }

    /** The section of one engine. */
    static Key<Map<String, String>> options(String engine) {
        return Key.of(engine, OPTIONS.kind(), Map.of(), OPTIONS.purpose());
    }
}
