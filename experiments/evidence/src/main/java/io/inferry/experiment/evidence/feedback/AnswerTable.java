package io.inferry.experiment.evidence.feedback;

import io.inferry.experiment.evidence.feedback.SlotMemory.Field;
import io.inferry.experiment.evidence.outputs.Prediction;
import io.inferry.experiment.evidence.outputs.Probabilities;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the order in which they were routed: a ring whose oldest slot is used again when it is
 * full. 80 bytes an answer with its place in the index, 144 where probabilities are kept; named
 * values and further keys come on top. Not for use by several threads.
 */
final class AnswerTable implements SlotIndex.Names {
    /** Whose answer it is. */
    record Owner(int experiment, int arm) {
        /** An answer that is no evidence. */
        static final int NO_ARM = -1;
    }

    private static final int SLOTS_START = 16;
    private static final int PENDING = 0;
    private static final int NOTHING = 1;
    private static final int VALUE = 2;
    private static final int CLASSED = 3;
    private static final int BYTE = 8;
    private static final int WIDTH = 2 * BYTE;
    private static final int HALF = 32;

    private final int slotsMax;
    private final SlotMemory memory;
    private final SlotIndex index;
    private final Map<Integer, Extras> extras = new HashMap<>();
    private int oldest;
    private int held;

    /**
     * @param stepBits counts of requests that follow each other here differ by this power of two
     */
    AnswerTable(int slotsMax, int stepBits) {
        this.slotsMax = slotsMax;
        int start = Math.min(slotsMax, SLOTS_START);
        this.memory = new SlotMemory(start);
        this.index = new SlotIndex(this, stepBits, start);
    }

    @Override
    public long count(int slot) {
        return memory.get(slot, Field.COUNT);
    }

    @Override
    public int server(int slot) {
        return (int) memory.get(slot, Field.SERVER);
    }

    int held() {
        return held;
    }

    boolean isFull() {
        return held == slotsMax;
    }

    /** The slot of an answer; −1 when there is none. */
    int find(RequestName name) {
        return index.find(name.server(), name.count());
    }

    /** The slot that was taken first; −1 when nothing is held. */
    int oldest() {
        return held == 0 ? -1 : oldest;
    }

    /** Takes the oldest out. */
    void dropOldest() {
        index.remove(oldest);
        extras.remove(oldest);
        oldest = (oldest + 1) % memory.slots();
        held--;
    }

    /** A new answer, of which nothing but its name, time and owner is known; there is room. */
    int add(RequestName name, Owner owner, long nowMillis) {
        if (held == memory.slots()) {
            grow();
        }
        int slot = (oldest + held) % memory.slots();
        held++;
        memory.set(slot, Field.COUNT, name.count());
        memory.set(slot, Field.SERVER, name.server());
        memory.set(slot, Field.TIME, nowMillis);
        long arm = Byte.toUnsignedLong((byte) owner.arm());
        memory.set(slot, Field.ARM, ((long) owner.experiment() << HALF) | arm);
        memory.setNumber(slot, Field.COVARIATE, Double.NaN);
        memory.setNumber(slot, Field.LABEL, Double.NaN);
        memory.setNumber(slot, Field.REWARD, Double.NaN);
        memory.set(slot, Field.KEY, 0);
        index.put(slot);
        return slot;
    }

    private void grow() {
        int slots = Math.min(slotsMax, 2 * memory.slots());
        Map<Integer, Extras> moved = new HashMap<>();
        extras.forEach((slot, extra) -> moved.put(Math.floorMod(slot - oldest, held), extra));
        extras.clear();
        extras.putAll(moved);
        memory.grow(slots, oldest);
        oldest = 0;
        index.clear(slots);
        for (int slot = 0; slot < held; slot++) {
            index.put(slot);
        }
    }

    double number(int slot, Field field) {
        return memory.number(slot, field);
    }

    void setNumber(int slot, Field field, double number) {
        memory.setNumber(slot, field, number);
    }

    long time(int slot) {
        return memory.get(slot, Field.TIME);
    }

    Owner owner(int slot) {
        long bits = memory.get(slot, Field.ARM);
        return new Owner((int) (bits >> HALF), (byte) bits);
    }

    /** Whether the model's answer has come. */
    boolean isAnswered(int slot) {
        return kind(slot) != PENDING;
    }

    private int kind(int slot) {
        return (int) (memory.get(slot, Field.ARM) >> BYTE) & 0xff;
    }

    private int width(int slot) {
        return (int) (memory.get(slot, Field.ARM) >> WIDTH) & 0xff;
    }

    void setPrediction(int slot, Prediction prediction) {
        switch (prediction) {
            case Prediction.None none -> setKind(slot, NOTHING, 0);
            case Prediction.Value value -> {
                setKind(slot, VALUE, 0);
                memory.setNumber(slot, Field.PREDICTION, value.value());
            }
            case Prediction.Classed classed -> {
                Probabilities said = classed.probabilities();
                int width = Math.min(said.size(), Prediction.PROBABILITIES_MAX);
                setKind(slot, CLASSED, width);
                memory.set(slot, Field.PREDICTION, classed.code());
                for (int i = 0; i < width; i += 2) {
                    memory.setProbabilities(slot, i, (float) said.at(i), (float) said.at(i + 1));
                }
            }
        }
    }

    private void setKind(int slot, int kind, int width) {
        long bits = memory.get(slot, Field.ARM) & 0xffff_ffff_0000_00ffL;
        memory.set(slot, Field.ARM, bits | ((long) kind << BYTE) | ((long) width << WIDTH));
    }

    /** What the answer was read as; none while it has not come. */
    Prediction prediction(int slot) {
        return switch (kind(slot)) {
            case VALUE -> new Prediction.Value(memory.number(slot, Field.PREDICTION));
            case CLASSED -> {
                float[] said = new float[width(slot)];
                for (int i = 0; i < said.length; i++) {
                    said[i] = memory.probability(slot, i);
                }
                int code = (int) memory.get(slot, Field.PREDICTION);
                yield new Prediction.Classed(code, "", Probabilities.of(said));
            }
            default -> Prediction.NONE;
        };
    }

    /** A named value; NaN while there is none. */
    double value(int slot, int name) {
        @Nullable Extras extra = extras.get(slot);
        return extra == null ? Double.NaN : extra.value(name);
    }

    void setValue(int slot, int name, double value) {
        extras.computeIfAbsent(slot, none -> new Extras()).setValue(name, value);
    }

    /** Whether feedback with this key came before. */
    boolean hasKey(int slot, long key) {
        @Nullable Extras extra = extras.get(slot);
        return memory.get(slot, Field.KEY) == key || (extra != null && extra.hasKey(key));
    }

    void addKey(int slot, long key) {
        if (memory.get(slot, Field.KEY) == 0) {
            memory.set(slot, Field.KEY, key);
            return;
        }
        extras.computeIfAbsent(slot, none -> new Extras()).addKey(key);
    }
}
