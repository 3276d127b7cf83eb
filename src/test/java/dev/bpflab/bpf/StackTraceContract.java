package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetStackid;
import static dev.bpflab.asm.Asm.helperRingbufOutput;
import static dev.bpflab.asm.Asm.ldImm64;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Item;
import dev.bpflab.differential.SimulatedRelease;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stack trace map keeps, and what the helpers that walk stacks give. */
interface StackTraceContract extends HostUnderTest {
    int DEEP = 127;
    long USER = 256;
    long REUSE = 1024;

    private int stacks(int depth, int maxEntries) {
        return map(MapType.STACK_TRACE, 4, depth * 8, maxEntries);
    }

    /** Returns what a raw tracepoint's program returns, which the kernel runs in our own thread. */
    private int run(Item... items) {
        return run(walker(items));
    }

    private int walker(Item... items) {
        return program(ProgramType.RAW_TRACEPOINT, assemble(seq(items), exitInsn()));
    }

    private int run(int program) {
        TestRunOutcome outcome = host().testRun(program, new TestRun(new byte[0], new byte[0], 0));
        assertThat(HostUnderTest.outcome(outcome.result())).isEqualTo("OK");
        return outcome.returnValue();
    }

    /** Returns the id of the stack of one and the same place, or a negated errno. */
    private int id(int map, long flags) {
        return run(ldMapFd(R2, ref(map)), ldImm64(R3, flags), helperGetStackid(R1, R2, R3));
    }

    private List<Long> trace(int map, int id) {
        int depth = valueSize(map) / 8;
        byte[] value = new byte[8 * depth];
        assertThat(HostUnderTest.outcome(host().lookup(map, HostUnderTest.u32(id), value, 0)))
                .isEqualTo("OK");
        return addresses(value);
    }

    private int valueSize(int map) {
        return java.util.Objects.requireNonNull(host().mapInfo(map)).attr().valueSize();
    }

    private static List<Long> addresses(byte[] value) {
        List<Long> addresses = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder());
        while (bytes.remaining() >= 8) {
            addresses.add(bytes.getLong());
        }
        return addresses;
    }

    @ParameterizedTest
    @CsvSource({
        // key on a map of 3 entries, which makes 4 buckets; outcomes of lookup, update, delete, lookup and delete, next
        // key
        "0, ENOENT, EINVAL, ENOENT, ENOENT, ENOENT",
        "3, ENOENT, EINVAL, ENOENT, ENOENT, ENOENT",
        "4, ENOENT, EINVAL, E2BIG, ENOENT, ENOENT",
        "-1, ENOENT, EINVAL, E2BIG, ENOENT, ENOENT",
    })
    default void anEmptyMapHasNoIds(
            long key, String lookup, String update, String delete, String lookupAndDelete, String next) {
        int map = stacks(1, 3);
        assertThat(get(map, key)).isEqualTo(lookup);
        assertThat(put(map, key, 1)).isEqualTo(update);
        assertThat(put(map, key, 1, 8)).isEqualTo(update);
        assertThat(delete(map, key)).isEqualTo(delete);
        byte[] value = new byte[8];
        assertThat(HostUnderTest.outcome(host().lookupAndDelete(map, HostUnderTest.u32(key), value, 0)))
                .isIn(SimulatedRelease.answers(host(), lookupAndDelete, "ENOTSUPP"));
        assertThat(next(map, key)).isEqualTo(next);
        assertThat(next(map, null)).isEqualTo("ENOENT");
    }

    @ParameterizedTest
    @CsvSource({
        "RDONLY, ENOENT, EPERM, EPERM, EPERM, ENOENT",
        "WRONLY, EPERM, EINVAL, ENOENT, EPERM, EPERM",
    })
    default void aStackMapGivesUserspaceTheAccessOfItsFlags(
            MapFlag flag, String lookup, String update, String delete, String lookupAndDelete, String next) {
        int map = map(MapType.STACK_TRACE, 4, 8, 1, flag);
        assertThat(get(map, 0)).isEqualTo(lookup);
        assertThat(put(map, 0, 1)).isEqualTo(update);
        assertThat(delete(map, 0)).isEqualTo(delete);
        assertThat(HostUnderTest.outcome(host().lookupAndDelete(map, HostUnderTest.u32(0), new byte[8], 0)))
                .isEqualTo(lookupAndDelete);
        assertThat(next(map, null)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        // flags of bpf_get_stackid, outcome
        "0, OK",
        "1, OK",
        "255, EFAULT",
        "256, OK",
        "511, EFAULT",
        "512, OK",
        "1024, OK",
        "1536, OK",
        "2048, EINVAL",
        "4096, EINVAL",
        "4294967296, EINVAL",
        "-1, EINVAL",
    })
    default void aStackGetsAnIdOrAnErrno(long flags, String outcome) {
        assertThat(HostUnderTest.outcome(id(stacks(DEEP, 1024), flags))).isEqualTo(outcome);
    }

    @Test
    default void theSameStackHasTheSameId() {
        int map = stacks(DEEP, 1024);
        int program = walker(ldMapFd(R2, ref(map)), helperGetStackid(R1, R2, 0));
        int id = run(program);
        assertThat(run(program)).isEqualTo(id);
        assertThat(id).isBetween(0, 1023);
        assertThat(keys(map)).containsExactly((long) id);
        List<Long> trace = trace(map, id);
        int length = trace.indexOf(0L);
        assertThat(length).isGreaterThan(2);
        assertThat(trace.subList(0, length)).as("addresses of the kernel").allMatch(address -> address < 0);
        assertThat(trace.subList(length, trace.size())).containsOnly(0L);
        assertThat(delete(map, id)).isEqualTo("OK");
        assertThat(delete(map, id)).isEqualTo("ENOENT");
        assertThat(run(program)).isEqualTo(id);
        String taken = HostUnderTest.outcome(host().lookupAndDelete(map, HostUnderTest.u32(id), new byte[8 * DEEP], 0));
        SimulatedRelease.assumeSame(host(), taken, "OK");
        assertThat(taken).isEqualTo("OK");
        assertThat(keys(map)).isEmpty();
    }

    @Test
    default void aUserStackHasAddressesOfItsProcess() {
        int map = stacks(DEEP, 1024);
        assertThat(trace(map, id(map, USER)).get(0)).isPositive();
    }

    @Test
    default void theInnermostFramesCanBeSkippedAndTheOutermostCut() {
        int whole = stacks(DEEP, 64);
        List<Long> trace = trace(whole, id(whole, 0));
        int skipped = stacks(DEEP, 64);
        List<Long> without = trace(skipped, id(skipped, 2));
        int last = trace.indexOf(0L);
        // The innermost frame is the program, which has another address at each load.
        assertThat(without.subList(0, last - 2)).isEqualTo(trace.subList(2, last));
        int two = stacks(2, 64);
        assertThat(trace(two, id(two, 1)).get(1)).isEqualTo(trace.get(2));
        assertThat(HostUnderTest.outcome(id(two, last - 1))).isEqualTo("OK");
        assertThat(HostUnderTest.outcome(id(two, last))).isEqualTo("EFAULT");
    }

    @ParameterizedTest
    @CsvSource({
        // flags of the second call, for another stack in the same bucket, max_entries; outcome
        "256, 1, EEXIST",
        "768, 1, EEXIST",
        "1280, 1, ENOMEM",
    })
    default void anotherStackInTheBucketIsInTheWay(long flags, int maxEntries, String outcome) {
        int map = stacks(DEEP, maxEntries);
        assertThat(id(map, 0)).isZero();
        assertThat(HostUnderTest.outcome(id(map, flags))).isEqualTo(outcome);
    }

    @Test
    default void aStackCanTakeTheBucketOfAnotherWhileThereIsRoom() {
        int map = stacks(1, 2);
        for (int skip = 1; skip < 6; skip++) {
            List<Long> before = keys(map);
            int id = id(map, REUSE | skip);
            if (before.size() == 2) {
                assertThat(HostUnderTest.outcome(id)).isIn("ENOMEM", "OK");
            } else {
                assertThat(id).isBetween(0, 1);
                assertThat(keys(map)).contains((long) id);
            }
        }
        assertThat(keys(map)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // bytes of the buffer, flags of bpf_get_stack, outcome
        "40, 0, 40",
        "8, 1, 8",
        "64, 255, EFAULT",
        "64, 512, EINVAL",
        "64, 1024, EINVAL",
        "64, 2048, EINVAL",
        "12, 0, EINVAL",
        "7, 0, EINVAL",
        "0, 0, 0",
        "8, 256, 8",
        "24, 2304, EINVAL",
        "64, 4294967296, EINVAL",
    })
    default void aStackIsCopiedAsFarAsThereIsRoom(int size, long flags, String outcome) {
        int ring = map(MapType.RINGBUF, 0, 0, 4096);
        int result = run(seq(stack(-64, 5), copy(size, flags), written(ring)));
        assertThat(result < 0 ? HostUnderTest.outcome(result) : Integer.toString(result))
                .isEqualTo(outcome);
        List<Long> buffer = addresses(host().ringbufTake(ring).data());
        int whole = size / 8;
        if (result >= 0) {
            assertThat(buffer.subList(0, whole)).doesNotContain(0L, 5L);
        } else if (size % 8 == 0) {
            assertThat(buffer.subList(0, whole)).as("zeroed on failure").containsOnly(0L);
        }
        assertThat(buffer.subList((size + 7) / 8, 8)).as("behind the buffer").allMatch(word -> word == 5);
    }

    private static Item stack(int from, int value) {
        List<Item> stores = new ArrayList<>();
        for (int at = from; at < 0; at += 8) {
            stores.add(storeMem(DW, R10, at, value));
        }
        return seq(stores.toArray(Item[]::new));
    }

    private static Item copy(int size, long flags) {
        return seq(
                mov(R2, R10),
                add(R2, -64),
                mov(R3, size),
                ldImm64(dev.bpflab.isa.Reg.R4, flags),
                dev.bpflab.asm.Asm.call(dev.bpflab.isa.Helper.GET_STACK),
                mov(R6, R0));
    }

    private Item written(int ring) {
        return seq(mov(R2, R10), add(R2, -64), ldMapFd(R1, ref(ring)), helperRingbufOutput(R1, R2, 64, 0), mov(R0, R6));
    }
}
