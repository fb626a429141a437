package io.inferry.experiment.control.bandit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The latest choices with the rewards that came for them; the oldest is forgotten first. Grows in
 * blocks until its bound in bytes. For one thread.
 */
final class ChoiceLog {
    /** What a log may take unless told otherwise. */
    static final long BYTES_STANDARD = 64L << 20;

    /** An id with its characters, its entry in the index, the choice's own fields. */
    private static final int ROW_BYTES = 160;

    private static final int BLOCK_ROWS = 1024;

    private final int width;
    private final int rowsMax;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Integer> rowById = new HashMap<>();
    private int next;
    private boolean full;
    private int rewarded;

    /**
     * @param width numbers of one context
     */
    ChoiceLog(int width, long bytesMax) {
        this.width = width;
        this.rowsMax = Math.clamp(bytesMax / rowBytes(), 1, Integer.MAX_VALUE / 2);
    }

    private final class Block {
        final String[] ids = new String[BLOCK_ROWS];
        final short[] columns = new short[BLOCK_ROWS * width];
        final float[] values = new float[BLOCK_ROWS * width];
        final byte[] arms = new byte[BLOCK_ROWS];
        final double[] propensities = new double[BLOCK_ROWS];
        final double[] rewards = new double[BLOCK_ROWS];
    }

    /** Takes choices that have their reward. */
    @FunctionalInterface
    interface Visitor {
        void visit(Choice choice, double reward);
    }

    /** Remembers a choice in place of the oldest; one whose id is known already is left out. */
    void add(Choice choice) {
        if (rowById.putIfAbsent(choice.id(), next) != null) {
            return;
        }
        if (next / BLOCK_ROWS == blocks.size()) {
            blocks.add(new Block());
        }
        Block block = blocks.get(next / BLOCK_ROWS);
        int row = next % BLOCK_ROWS;
        if (full) {
            rowById.remove(block.ids[row]);
            rewarded -= Double.isNaN(block.rewards[row]) ? 0 : 1;
        }
        block.ids[row] = choice.id();
        System.arraycopy(choice.context().columns(), 0, block.columns, row * width, width);
        System.arraycopy(choice.context().values(), 0, block.values, row * width, width);
        block.arms[row] = (byte) choice.arm();
        block.propensities[row] = choice.propensity();
        block.rewards[row] = Double.NaN;
        next++;
        if (next == rowsMax) {
            next = 0;
            full = true;
        }
    }

    /**
     * Writes a choice's first reward down.
     *
     * @return the choice; empty when it is not here any more, or had a reward already
     */
    Optional<Choice> reward(String id, double reward) {
        Integer row = rowById.get(id);
        if (row == null) {
            return Optional.empty();
        }
        Block block = blocks.get(row / BLOCK_ROWS);
        if (!Double.isNaN(block.rewards[row % BLOCK_ROWS])) {
            return Optional.empty();
        }
        block.rewards[row % BLOCK_ROWS] = reward;
        rewarded++;
        return Optional.of(choice(row));
    }

    /** Whether it remembers the choice. */
    boolean knows(String id) {
        return rowById.containsKey(id);
    }

    /** Shows the latest choices that have their reward, oldest first. */
    void forEachRewarded(int most, Visitor visitor) {
        int rows = size();
        int first = full ? next : 0;
        int tooOld = rewarded - most;
        for (int i = 0; i < rows; i++) {
            int row = first + i < rows ? first + i : first + i - rows;
            double reward = blocks.get(row / BLOCK_ROWS).rewards[row % BLOCK_ROWS];
            if (!Double.isNaN(reward) && tooOld-- <= 0) {
                visitor.visit(choice(row), reward);
            }
        }
    }

    private Choice choice(int row) {
        Block block = blocks.get(row / BLOCK_ROWS);
        int at = row % BLOCK_ROWS;
        Context context =
                new Context(
                        Arrays.copyOfRange(block.columns, at * width, (at + 1) * width),
                        Arrays.copyOfRange(block.values, at * width, (at + 1) * width));
        return new Choice(block.ids[at], context, block.arms[at], block.propensities[at]);
    }

    /** Choices that it remembers. */
    int size() {
        return full ? rowsMax : next;
    }

    /** Choices that it can remember. */
    int sizeMax() {
        return rowsMax;
    }

    /** Those that have their reward. */
    int rewarded() {
        return rewarded;
    }

    /** What it takes at the most, roughly. */
    long bytesMax() {
        return (long) rowsMax * rowBytes();
    }

    private int rowBytes() {
        return ROW_BYTES + width * (Short.BYTES + Float.BYTES);
    }
}
