package io.inferry.core.lifecycle;

import io.inferry.api.ServingException;
import io.inferry.api.engine.Engine;
import io.inferry.api.engine.Inspection;
import io.inferry.api.engine.LoadRequest;
import io.inferry.api.engine.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine in plain Java for files such as {@code a=0.5 b=2}, which answer {@code y = a x + b}.
 * The file can also tell it to misbehave: {@code load=fail} or {@code load=crash}, {@code
 * zeros=refuse} for the warm-up, {@code gate=name} to wait in the load until the test opens that
 * gate. Counts its models, so that a test can tell whether all were closed.
 */
public final class LinearEngine implements Engine {
    private static final String ENDING = ".linear";
    private static final String FILE = "model" + ENDING;

    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public boolean recognizes(Path artifact) {
        return Files.isRegularFile(artifact)
                ? String.valueOf(artifact.getFileName()).endsWith(ENDING)
                : Files.isRegularFile(artifact.resolve(FILE));
    }

    @Override
    public Inspection inspect(Path artifact) {
        return new Inspection("LINEAR", 0, List.of(LinearModel.SIGNATURE), Map.of());
    }

    @Override
    public Model load(LoadRequest request) {
        Path file =
                Files.isDirectory(request.artifact())
                        ? request.artifact().resolve(FILE)
                        : request.artifact();
        Map<String, String> words = words(file);
        if (words.containsKey("gate")) {
            await(gate(words.get("gate")));
        }
        switch (words.getOrDefault("load", "well")) {
            case "fail" -> throw ServingException.invalidModel(file + " says that it fails");
            case "crash" -> throw new UnsatisfiedLinkError("no linear in java.library.path");
            default -> loads.incrementAndGet();
        }
        return new LinearModel(words, request.memory(), closes::incrementAndGet);
    }

    private static Map<String, String> words(Path file) {
        Map<String, String> words = new ConcurrentHashMap<>();
        try {
            for (String word : Files.readString(file).trim().split("\\s+")) {
                String[] sides = word.split("=", 2);
                if (sides.length < 2) {
                    throw ServingException.invalidModel(file + " has no '=' in '" + word + "'");
                }
                words.put(sides[0], sides[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, key -> new CountDownLatch(1));
    }

    /** Lets the loads go on that wait at this gate. */
    public void open(String gate) {
        gate(gate).countDown();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServingException.unavailable("interrupted");
        }
    }

    /** Models loaded so far. */
    public int loads() {
        return loads.get();
    }

    /** Models loaded and not closed. */
    public int liveModels() {
        return loads.get() - closes.get();
    }
}
