package io.inferry.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inferry.api.ErrorCode;
import io.inferry.api.ServingException;
import io.inferry.api.tensor.MemoryBlock;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PooledMemoryTest {
    private static final long MIB = 1L << 20;

    private static PooledMemory memory(long budgetBytes, long idleBytesMax) {
        return new PooledMemory(new MemoryLimits(budgetBytes, idleBytesMax));
    }

    @Test
    void blocksAreAlignedAndLargeEnough() {
        try (var memory = memory(64 * MIB, MIB)) {
            for (long size : new long[] {0, 1, 63, 64, 65, 3136, 100_000, 5 * MIB}) {
                MemoryBlock block = memory.allocate(size);
                assertThat(block.segment().address() % 64).isZero();
                assertThat(block.segment().byteSize()).isGreaterThanOrEqualTo(size);
                block.release();
            }
            assertThat(memory.usedBytes()).isZero();
        }
    }

    @Test
    void usedBytesCountWhatIsHandedOut() {
        try (var memory = memory(64 * MIB, MIB)) {
            MemoryBlock small = memory.allocate(64);
            MemoryBlock large = memory.allocate(2 * MIB);
            large.retain();
            assertThat(memory.usedBytes()).isEqualTo(64 + 2 * MIB);
            large.release();
            assertThat(memory.usedBytes()).isEqualTo(64 + 2 * MIB);
            large.release();
            assertThat(memory.usedBytes()).isEqualTo(64);
            small.release();
            assertThat(memory.usedBytes()).isZero();
        }
    }

    @Test
    void budgetIsHardAndNamesBothSides() {
        try (var memory = memory(4 * MIB, 0)) {
            MemoryBlock block = memory.allocate(3 * MIB);
            assertThatThrownBy(() -> memory.allocate(2 * MIB))
                    .hasMessage(
                            "tensor memory is exhausted: 2097152 bytes needed, 3145728 of the"
                                    + " budget of 4194304 are in use")
                    .asInstanceOf(InstanceOfAssertFactories.type(ServingException.class))
                    .extracting(ServingException::code)
                    .isEqualTo(ErrorCode.RESOURCE_EXHAUSTED);
            assertThat(memory.usedBytes()).isEqualTo(3 * MIB);
            block.release();
            memory.allocate(2 * MIB).release();
        }
    }

    @Test
    void idleMemoryOfOneSizeGivesWayToAnother() {
        try (var memory = memory(4 * MIB, 4 * MIB)) {
            memory.allocate(3 * MIB).release();
            assertThat(memory.committedBytes()).isEqualTo(3 * MIB);
            memory.allocate(2 * MIB).release();
            assertThat(memory.committedBytes()).isEqualTo(2 * MIB);
        }
    }

    @Test
    void memoryReturnsAfterABurstOfHugeTensors() {
        try (var memory = memory(256 * MIB, 16 * MIB)) {
            List<MemoryBlock> burst = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                burst.add(memory.allocate(16 * MIB));
            }
            assertThat(memory.committedBytes()).isEqualTo(128 * MIB);
            burst.forEach(MemoryBlock::release);
            assertThat(memory.committedBytes()).isEqualTo(16 * MIB);
        }
    }

    @Test
    void memoryThatJustReturnedIsReused() {
        try (var memory = memory(64 * MIB, MIB)) {
            MemoryBlock first = memory.allocate(3136);
            long address = first.segment().address();
            first.release();
            MemoryBlock second = memory.allocate(3136);
            assertThat(second.segment().address()).isEqualTo(address);
            second.release();
        }
    }

    @Test
    void smallBudgetIsUsedBlockByBlock() {
        try (var memory = memory(1024, 0)) {
            MemoryBlock block = memory.allocate(512);
            MemoryBlock another = memory.allocate(512);
            assertThatThrownBy(() -> memory.allocate(64)).isInstanceOf(ServingException.class);
            block.release();
            another.release();
        }
    }

    @Test
    void closedMemoryTakesBlocksBackAndGivesNone() {
        var memory = memory(64 * MIB, MIB);
        MemoryBlock block = memory.allocate(100);
        memory.allocate(100_000).release();
        memory.close();
        assertThatThrownBy(() -> memory.allocate(100))
                .asInstanceOf(InstanceOfAssertFactories.type(ServingException.class))
                .extracting(ServingException::code)
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(memory.committedBytes()).isPositive();
        block.release();
        assertThat(memory.committedBytes()).isZero();
    }

    @Test
    void threadsNeverShareABlock() throws InterruptedException {
        long seed = System.nanoTime();
        try (var memory = memory(64 * MIB, MIB)) {
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int mark = i + 1;
                var random = new SplittableRandom(seed + i);
                Thread thread = new Thread(() -> allocateAndCheck(memory, mark, random));
                thread.setUncaughtExceptionHandler((failed, thrown) -> {
                    synchronized (failures) {
                        failures.add(thrown);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).as("seed %s", seed).isEmpty();
            assertThat(memory.usedBytes()).as("seed %s", seed).isZero();
        }
    }

    private static void allocateAndCheck(PooledMemory memory, int mark, SplittableRandom random) {
        List<MemoryBlock> held = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (held.size() > 20 || (!held.isEmpty() && random.nextBoolean())) {
                MemoryBlock block = held.remove(random.nextInt(held.size()));
                long last = block.segment().byteSize() - Integer.BYTES;
                if (block.segment().get(ValueLayout.JAVA_INT, 0) != mark
                        || block.segment().get(ValueLayout.JAVA_INT, last) != mark) {
                    throw new AssertionError("block was shared");
                }
                block.release();
            } else {
                long size = 1L << random.nextInt(random.nextInt(100) == 0 ? 20 : 12);
                MemoryBlock block = memory.allocate(size);
                block.segment().set(ValueLayout.JAVA_INT, 0, mark);
                long last = block.segment().byteSize() - Integer.BYTES;
                block.segment().set(ValueLayout.JAVA_INT, last, mark);
                held.add(block);
            }
        }
        held.forEach(MemoryBlock::release);
    }
}
