package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the element commands and programs do on maps with a value for each CPU. */
interface PerCpuMapContract extends HostUnderTest {
    /** Returns the bytes of a u64 for each CPU: the first, and each following one greater by 1. */
    private byte[] values(long first) {
        ByteBuffer all = ByteBuffer.allocate(8 * host().possibleCpus()).order(ByteOrder.nativeOrder());
        for (int cpu = 0; cpu < host().possibleCpus(); cpu++) {
            all.putLong(first + cpu);
        }
        return all.array();
    }

    private String setAll(int map, long key, long first, long flags) {
        return HostUnderTest.outcome(host().update(map, HostUnderTest.u32(key), values(first), flags));
    }

    /** Returns CPU 0's value when the others follow it, or the errno's name. */
    private String getAll(int map, long key, long flags) {
        byte[] found = new byte[8 * host().possibleCpus()];
        int result = host().lookup(map, HostUnderTest.u32(key), found, flags);
        if (result < 0) {
            return HostUnderTest.outcome(result);
        }
        long first = HostUnderTest.number(Arrays.copyOf(found, 8));
        assertThat(found).isEqualTo(first == 0 ? new byte[found.length] : values(first));
        return Long.toString(first);
    }

    /** Makes a map of two entries with the values 10, 11 … under the key 1. */
    private int one(MapType type, MapFlag... flags) {
        int map = map(type, 4, 8, 2, flags);
        assertThat(setAll(map, 1, 10, 0)).isEqualTo("OK");
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        // type, flags, key, outcome, value of CPU 0 afterwards
        "PERCPU_HASH, 0, 1, OK, 70",
        "PERCPU_HASH, 0, 2, OK, 70",
        "PERCPU_HASH, 1, 1, EEXIST, 10",
        "PERCPU_HASH, 1, 2, OK, 70",
        "PERCPU_HASH, 2, 1, OK, 70",
        "PERCPU_HASH, 2, 2, ENOENT, ENOENT",
        "PERCPU_HASH, 3, 1, EINVAL, 10",
        "PERCPU_HASH, 4, 1, EINVAL, 10",
        "PERCPU_HASH, 5, 2, EINVAL, ENOENT",
        "PERCPU_HASH, 8, 1, EINVAL, 10",
        "PERCPU_HASH, 16, 1, EINVAL, 10",
        "PERCPU_HASH, -1, 1, EINVAL, 10",
        "PERCPU_HASH, 4294967296, 1, EINVAL, 10",
        "PERCPU_HASH, 4294967304, 1, EINVAL, 10",
        "PERCPU_ARRAY, 0, 0, OK, 70",
        "PERCPU_ARRAY, 0, 1, OK, 70",
        "PERCPU_ARRAY, 0, 2, E2BIG, ENOENT",
        "PERCPU_ARRAY, 0, 4294967295, E2BIG, ENOENT",
        "PERCPU_ARRAY, 1, 0, EEXIST, 0",
        "PERCPU_ARRAY, 1, 2, E2BIG, ENOENT",
        "PERCPU_ARRAY, 2, 1, OK, 70",
        "PERCPU_ARRAY, 2, 2, E2BIG, ENOENT",
        "PERCPU_ARRAY, 3, 1, EINVAL, 10",
        "PERCPU_ARRAY, 3, 2, EINVAL, ENOENT",
        "PERCPU_ARRAY, 4, 1, EINVAL, 10",
        "PERCPU_ARRAY, 4, 2, EINVAL, ENOENT",
        "PERCPU_ARRAY, 8, 1, EINVAL, 10",
        "PERCPU_ARRAY, 16, 1, EINVAL, 10",
        "PERCPU_ARRAY, 4294967304, 1, EINVAL, 10",
    })
    default void aPerCpuMapUpdatesAsTheFlagSays(MapType type, long flags, long key, String outcome, String after) {
        int map = one(type);
        assertThat(setAll(map, key, 70, flags)).isEqualTo(outcome);
        assertThat(getAll(map, key, 0)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({
        "PERCPU_HASH, 0, 1, 10",
        "PERCPU_HASH, 0, 3, ENOENT",
        "PERCPU_HASH, 1, 1, EINVAL",
        "PERCPU_HASH, 4, 1, EINVAL",
        "PERCPU_HASH, 8, 1, EINVAL",
        "PERCPU_HASH, 4294967304, 1, EINVAL",
        "PERCPU_ARRAY, 0, 0, 0",
        "PERCPU_ARRAY, 0, 1, 10",
        "PERCPU_ARRAY, 0, 2, ENOENT",
        "PERCPU_ARRAY, 4, 1, EINVAL",
        "PERCPU_ARRAY, 8, 1, EINVAL",
        "PERCPU_ARRAY, -1, 1, EINVAL",
    })
    default void aPerCpuMapLooksUpTheValuesOfAllCpus(MapType type, long flags, long key, String outcome) {
        assertThat(getAll(one(type), key, flags)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "PERCPU_HASH, 1, OK, ENOENT",
        "PERCPU_HASH, 3, ENOENT, ENOENT",
        "PERCPU_ARRAY, 1, EINVAL, 10",
        "PERCPU_ARRAY, 3, EINVAL, ENOENT",
    })
    default void aPerCpuMapDeletes(MapType type, long key, String outcome, String after) {
        int map = one(type);
        assertThat(delete(map, key)).isEqualTo(outcome);
        assertThat(getAll(map, key, 0)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource({"'', 0, E2BIG", "'', 1, E2BIG", "'', 2, ENOENT", "NO_PREALLOC, 0, E2BIG", "NO_PREALLOC, 2, ENOENT"})
    default void aPerCpuHashTakesNoMoreThanMaxEntries(String flag, long flags, String outcome) {
        int map = flag.isEmpty() ? one(MapType.PERCPU_HASH) : one(MapType.PERCPU_HASH, MapFlag.valueOf(flag));
        assertThat(setAll(map, 2, 20, 0)).isEqualTo("OK");
        assertThat(setAll(map, 3, 30, flags)).isEqualTo(outcome);
        assertThat(delete(map, 2)).isEqualTo("OK");
        assertThat(setAll(map, 3, 30, 0)).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({
        "PERCPU_HASH, none, ENOENT",
        "PERCPU_HASH, 1, ENOENT",
        "PERCPU_ARRAY, none, 0",
        "PERCPU_ARRAY, 0, 1",
        "PERCPU_ARRAY, 1, ENOENT",
        "PERCPU_ARRAY, 7, 0",
    })
    default void aPerCpuMapWalksLikeOneOfSharedValues(MapType type, String key, String next) {
        assertThat(next(map(type, 4, 8, 2), key.equals("none") ? null : Long.valueOf(key)))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        // type, flag, outcomes of lookup, update, delete, next key
        "PERCPU_HASH, RDONLY, ENOENT, EPERM, EPERM, ENOENT",
        "PERCPU_HASH, WRONLY, EPERM, OK, OK, EPERM",
        "PERCPU_HASH, RDONLY_PROG, ENOENT, OK, OK, ENOENT",
        "PERCPU_HASH, WRONLY_PROG, ENOENT, OK, OK, ENOENT",
        "PERCPU_ARRAY, RDONLY, 0, EPERM, EPERM, 0",
        "PERCPU_ARRAY, WRONLY, EPERM, OK, EINVAL, EPERM",
        "PERCPU_ARRAY, RDONLY_PROG, 0, OK, EINVAL, 0",
        "PERCPU_ARRAY, WRONLY_PROG, 0, OK, EINVAL, 0",
    })
    default void aPerCpuMapGivesUserspaceTheAccessOfItsFlags(
            MapType type, MapFlag flag, String lookup, String update, String delete, String next) {
        int map = map(type, 4, 8, 2, flag);
        assertThat(getAll(map, 0, 0)).isEqualTo(lookup);
        assertThat(next(map, null)).isEqualTo(next);
        assertThat(setAll(map, 0, 1, 0)).isEqualTo(update);
        assertThat(delete(map, 0)).isEqualTo(delete);
    }

    @ParameterizedTest
    @CsvSource({"PERCPU_HASH, 5", "PERCPU_ARRAY, 5", "PERCPU_HASH, 12", "PERCPU_ARRAY, 12"})
    default void aPerCpuMapRoundsEachValueUpToEightBytes(MapType type, int valueSize) {
        int map = map(type, 4, valueSize, 2);
        byte[] all = new byte[(valueSize + 7) / 8 * 8 * host().possibleCpus()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i + 1);
        }
        assertThat(host().update(map, HostUnderTest.u32(1), all, 0)).isZero();
        byte[] found = new byte[all.length];
        assertThat(host().lookup(map, HostUnderTest.u32(1), found, 0)).isZero();
        assertThat(found).isEqualTo(all);
    }

    /** Sets the element 1 to 5, adds 1 to what a lookup then gives, and returns the CPU's number. */
    private Program countsOnItsCpu(int map, int flags) {
        return assemble(
                storeMem(W, R10, -4, 1),
                storeMem(DW, R10, -16, 5),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                mov(R4, flags),
                ldMapFd(R1, ref(map)),
                helperMapUpdateElem(R1, R2, R3, R4),
                mov(R6, R0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, ref(map)),
                helperMapLookupElem(R1, R2),
                jne(R0, 0, "there"),
                mov(R0, R6),
                exitInsn(),
                label("there"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                call(Helper.GET_SMP_PROCESSOR_ID),
                exitInsn());
    }

    private int run(int map, int flags) {
        int program = program(ProgramType.SOCKET_FILTER, countsOnItsCpu(map, flags));
        TestRunOutcome outcome = host().testRun(program, new TestRun(new byte[14], new byte[0], 0));
        assertThat(outcome.result()).isZero();
        return outcome.returnValue();
    }

    private long[] found(int map) {
        byte[] found = new byte[8 * host().possibleCpus()];
        assertThat(host().lookup(map, HostUnderTest.u32(1), found, 0)).isZero();
        long[] values = new long[host().possibleCpus()];
        ByteBuffer.wrap(found).order(ByteOrder.nativeOrder()).asLongBuffer().get(values);
        return values;
    }

    @ParameterizedTest
    @EnumSource(
            value = MapType.class,
            names = {"PERCPU_HASH", "PERCPU_ARRAY"})
    default void aProgramSetsTheValueOfItsCpuAlone(MapType type) {
        int map = one(type);
        int cpu = run(map, 0);
        long[] values = found(map);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("cpu " + i).isEqualTo(i == cpu ? 6 : 10 + i);
        }
    }

    @Test
    default void aKeyThatAProgramInsertsIsZeroOnTheOtherCpus() {
        int map = one(MapType.PERCPU_HASH);
        assertThat(delete(map, 1)).isEqualTo("OK");
        int cpu = run(map, 1);
        long[] values = found(map);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("cpu " + i).isEqualTo(i == cpu ? 6 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"PERCPU_HASH, 2, -2", "PERCPU_HASH, 3, -22"})
    default void aProgramUpdatesPerCpuValuesUnderTheSameRules(MapType type, int flags, int result) {
        assertThat(run(map(type, 4, 8, 2), flags)).isEqualTo(result);
    }
}
