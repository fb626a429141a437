package io.inferry.core.batching;

import io.inferry.api.inference.Exchange;
import io.inferry.api.inference.InferenceRequest;
import io.inferry.api.inference.Terms;
import io.inferry.api.model.Signature;
import io.inferry.api.model.TensorSpec;
import io.inferry.api.settings.BatchRules;
import io.inferry.api.settings.BatchSettings;
import io.inferry.api.tensor.DataType;
import io.inferry.api.tensor.NumericTensor;
import io.inferry.api.tensor.Shape;
import io.inferry.api.tensor.Tensor;
import io.inferry.api.tensor.TensorMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plays a text against a Batcher and tells what it did. Every line begins with the time in
 * milliseconds:
 *
 * <pre>
 * 0 a 3 width=4 priority=1 deadline=20 alone    job a with 3 rows comes
 * 2 cancel a                                    its caller leaves
 * 5 ?                                           what leaves now?
 * </pre>
 *
 * The answers: {@code 5 a b}, {@code 5 wait 7}, {@code 5 nothing}, with {@code -c} for a job that
 * leaves in vain.
 */
final class BatcherScript {
    private static final long MILLI = 1_000_000;
    private static final Signature SIGNATURE =
            new Signature(
                    Signature.DEFAULT_NAME,
                    List.of(new TensorSpec("x", DataType.FLOAT32, Shape.of(-1, -1))),
                    List.of(new TensorSpec("y", DataType.FLOAT32, Shape.of(-1))));

    private final Batcher batcher;
    private final Backlog backlog = new Backlog(BatchRules.Padding.OFF);
    private final Map<Job, String> names = new HashMap<>();
    private final Map<String, Exchange> exchanges = new HashMap<>();
    private final List<String> answers = new ArrayList<>();

    BatcherScript(BatchSettings settings) {
        batcher = new Batcher(settings);
    }

    static BatchSettings settings(int rowsMax, long delayMillis, Integer... preferred) {
        return new BatchSettings(
                BatchSettings.Mode.AUTO,
                rowsMax,
                Duration.ofMillis(delayMillis),
                List.of(preferred),
                List.of());
    }

    List<String> play(String... lines) {
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            long now = Long.parseLong(words.get(0)) * MILLI;
            switch (words.get(1)) {
                case "?" -> answers.add(words.get(0) + " " + ask(now));
                case "cancel" -> exchanges.get(words.get(2)).cancel();
                default -> add(now, words.subList(1, words.size()));
            }
        }
        return answers;
    }

    private String ask(long now) {
        Batch batch = new Batch();
        long wait = batcher.next(backlog, now, batch);
        if (wait == Batcher.NEVER) {
            return "nothing";
        }
        if (wait > 0) {
            return "wait " + wait / MILLI;
        }
        String vain = batch.vain().stream().map(job -> "-" + names.get(job)).collect(joining());
        String run = batch.jobs().stream().map(names::get).collect(joining());
        return (run + " " + vain).strip();
    }

    private static java.util.stream.Collector<CharSequence, ?, String> joining() {
        return Collectors.joining(" ");
    }

    private void add(long now, List<String> words) {
        String name = words.get(0);
        long rows = Long.parseLong(words.get(1));
        Map<String, String> options = new HashMap<>();
        for (String word : words.subList(2, words.size())) {
            String[] parts = word.split("=", 2);
            options.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        long width = Long.parseLong(options.getOrDefault("width", "1"));
        int priority = Integer.parseInt(options.getOrDefault("priority", "0"));
        String deadline = options.getOrDefault("deadline", "");
        Terms terms =
                new Terms(
                        Terms.Strictness.NAMES,
                        priority,
                        deadline.isEmpty() ? Terms.NO_DEADLINE : Long.parseLong(deadline) * MILLI);
        Tensor input =
                NumericTensor.allocate(
                        TensorMemory.unpooled(), DataType.FLOAT32, Shape.of(rows, width));
        Exchange exchange = Exchange.begin("test");
        Job job =
                new Job(
                        SIGNATURE,
                        new InferenceRequest(
                                SIGNATURE.name(), Map.of("x", input), List.of("y"), terms),
                        exchange,
                        new Outcomes());
        if (options.containsKey("alone")) {
            job.queuedAlone(now, rows);
        } else {
            job.queued(now, rows);
        }
        names.put(job, name);
        exchanges.put(name, exchange);
        backlog.add(job);
    }
}
