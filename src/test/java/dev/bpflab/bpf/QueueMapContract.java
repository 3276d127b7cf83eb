package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Size.DW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queues and stacks do, and looking up and deleting in one step. */
interface QueueMapContract extends HostUnderTest {
    private String push(int map, long value, long flags) {
        return HostUnderTest.outcome(host().update(map, new byte[0], HostUnderTest.u64(value), flags));
    }

    private String peek(int map, long flags) {
        byte[] value = new byte[8];
        int result = host().lookup(map, new byte[0], value, flags);
        return result < 0 ? HostUnderTest.outcome(result) : Long.toString(HostUnderTest.number(value));
    }

    private String take(int map, byte[] key, long flags) {
        byte[] value = new byte[8];
        int result = host().lookupAndDelete(map, key, value, flags);
        return result < 0 ? HostUnderTest.outcome(result) : Long.toString(HostUnderTest.number(value));
    }

    private String pop(int map) {
        return take(map, new byte[0], 0);
    }

    /** Makes a map with room for two values and pushes so many, 1 and on. */
    private int with(MapType type, int count) {
        int map = map(type, 0, 8, 2);
        for (int value = 1; value <= count; value++) {
            assertThat(push(map, value, 0)).isEqualTo("OK");
        }
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        // type, values in it, flags, outcome of pushing 5, and what then comes out
        "QUEUE, 0, 0, OK, 5, ENOENT, ENOENT",
        "QUEUE, 0, 1, EINVAL, ENOENT, ENOENT, ENOENT",
        "QUEUE, 0, 2, OK, 5, ENOENT, ENOENT",
        "QUEUE, 1, 0, OK, 1, 5, ENOENT",
        "QUEUE, 2, 0, E2BIG, 1, 2, ENOENT",
        "QUEUE, 2, 1, EINVAL, 1, 2, ENOENT",
        "QUEUE, 2, 2, OK, 2, 5, ENOENT",
        "QUEUE, 2, 3, EINVAL, 1, 2, ENOENT",
        "QUEUE, 2, 4, EINVAL, 1, 2, ENOENT",
        "QUEUE, 2, 6, EINVAL, 1, 2, ENOENT",
        "QUEUE, 1, 8, EINVAL, 1, ENOENT, ENOENT",
        "QUEUE, 1, 4294967296, EINVAL, 1, ENOENT, ENOENT",
        "QUEUE, 1, -1, EINVAL, 1, ENOENT, ENOENT",
        "STACK, 0, 0, OK, 5, ENOENT, ENOENT",
        "STACK, 0, 1, EINVAL, ENOENT, ENOENT, ENOENT",
        "STACK, 0, 2, OK, 5, ENOENT, ENOENT",
        "STACK, 1, 0, OK, 5, 1, ENOENT",
        "STACK, 2, 0, E2BIG, 2, 1, ENOENT",
        "STACK, 2, 2, OK, 5, 2, ENOENT",
        "STACK, 2, 3, EINVAL, 2, 1, ENOENT",
        "STACK, 2, 4, EINVAL, 2, 1, ENOENT",
        "STACK, 1, -1, EINVAL, 1, ENOENT, ENOENT",
    })
    default void aQueueTakesWhatItHasRoomFor(
            MapType type, int count, long flags, String outcome, String first, String second, String third) {
        int map = with(type, count);
        assertThat(push(map, 5, flags)).isEqualTo(outcome);
        assertThat(peek(map, 0)).isEqualTo(first);
        assertThat(pop(map)).isEqualTo(first);
        assertThat(pop(map)).isEqualTo(second);
        assertThat(pop(map)).isEqualTo(third);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE, 0, 1", "QUEUE, 1, EINVAL", "QUEUE, 4, EINVAL", "QUEUE, 8, EINVAL", "QUEUE, -1, EINVAL",
        "STACK, 0, 1", "STACK, 2, EINVAL", "STACK, 4, EINVAL", "STACK, 8, EINVAL", "STACK, -1, EINVAL",
    })
    default void aQueueGivesWithoutFlagsOnly(MapType type, long flags, String outcome) {
        int map = with(type, 1);
        assertThat(peek(map, flags)).isEqualTo(outcome);
        assertThat(take(map, new byte[0], flags)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"QUEUE", "STACK"})
    default void aQueueHasNoKeys(MapType type) {
        int map = with(type, 1);
        assertThat(HostUnderTest.outcome(host().delete(map, new byte[0]))).isEqualTo("EINVAL");
        assertThat(HostUnderTest.outcome(host().nextKey(map, null, new byte[0])))
                .isEqualTo("EINVAL");
        assertThat(peek(map, 0)).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        // type, flag, outcomes of peek, push, pop, delete, next key
        "QUEUE, RDONLY, ENOENT, EPERM, EPERM, EPERM, EINVAL",
        "QUEUE, WRONLY, EPERM, OK, EPERM, EINVAL, EPERM",
        "QUEUE, RDONLY_PROG, ENOENT, OK, 1, EINVAL, EINVAL",
        "STACK, RDONLY, ENOENT, EPERM, EPERM, EPERM, EINVAL",
        "STACK, WRONLY, EPERM, OK, EPERM, EINVAL, EPERM",
        "STACK, WRONLY_PROG, ENOENT, OK, 1, EINVAL, EINVAL",
    })
    default void aQueueGivesUserspaceTheAccessOfItsFlags(
            MapType type, MapFlag flag, String peek, String push, String pop, String delete, String next) {
        int map = map(type, 0, 8, 2, flag);
        assertThat(peek(map, 0)).isEqualTo(peek);
        assertThat(push(map, 1, 0)).isEqualTo(push);
        assertThat(pop(map)).isEqualTo(pop);
        assertThat(HostUnderTest.outcome(host().delete(map, new byte[0]))).isEqualTo(delete);
        assertThat(HostUnderTest.outcome(host().nextKey(map, null, new byte[0])))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        // type, flags, key, outcome; the map has the key 1 with the value 10
        "HASH, 0, 1, 10",
        "HASH, 0, 2, ENOENT",
        "HASH, 1, 1, EINVAL",
        "HASH, 4, 1, EINVAL",
        "HASH, 8, 1, EINVAL",
        "HASH, -1, 1, EINVAL",
        "ARRAY, 0, 1, ENOTSUPP",
        "ARRAY, 0, 9, ENOTSUPP",
        "ARRAY, 4, 1, EINVAL",
        "PERCPU_ARRAY, 0, 1, ENOTSUPP",
        "PERCPU_ARRAY, 1, 1, EINVAL",
    })
    default void looksUpAndDeletesWhereTheTypeCan(MapType type, long flags, long key, String outcome) {
        int map = map(type, 4, 8, 2);
        byte[] value = new byte[(int) type.valueBytes(8, host().possibleCpus())];
        value[0] = 10;
        assertThat(host().update(map, HostUnderTest.u32(1), value, 0)).isZero();
        byte[] taken = new byte[value.length];
        int result = host().lookupAndDelete(map, HostUnderTest.u32(key), taken, flags);
        assertThat(result < 0 ? HostUnderTest.outcome(result) : Byte.toString(taken[0]))
                .isEqualTo(outcome);
        boolean gone = HostUnderTest.outcome(host().lookup(map, HostUnderTest.u32(1), taken, 0))
                .equals("ENOENT");
        assertThat(gone).isEqualTo(result == 0);
    }

    @ParameterizedTest
    @CsvSource({"RDONLY, 0, EPERM", "WRONLY, 0, EPERM", "RDONLY, 8, EINVAL", "WRONLY, 4, EPERM"})
    default void lookingUpAndDeletingReadsAndWrites(MapFlag flag, long flags, String outcome) {
        assertThat(take(map(MapType.HASH, 4, 8, 2, flag), HostUnderTest.u32(1), flags))
                .isEqualTo(outcome);
    }

    @Test
    default void lookingUpAndDeletingWantsADescriptor() {
        assertThat(take(1_000_000, HostUnderTest.u32(1), 0)).isEqualTo("EBADF");
    }

    /** Calls a helper with a value of 7 on the stack; returns its result, or what it wrote there. */
    private Program calls(Helper helper, int map, int flags) {
        return assemble(
                storeMem(DW, R10, -8, 7),
                mov(R2, R10),
                add(R2, -8),
                mov(R3, flags),
                ldMapFd(R1, ref(map)),
                call(helper),
                jne(R0, 0, "failed"),
                loadMem(DW, R0, R10, -8),
                label("failed"),
                exitInsn());
    }

    @ParameterizedTest
    @CsvSource({
        // type, values in the map, helper, flags, what the program returns, what the system call then peeks
        "QUEUE, 0, MAP_PUSH_ELEM, 0, 7, 7",
        "QUEUE, 2, MAP_PUSH_ELEM, 0, -7, 1",
        "QUEUE, 2, MAP_PUSH_ELEM, 2, 7, 2",
        "QUEUE, 1, MAP_PUSH_ELEM, 1, -22, 1",
        "QUEUE, 2, MAP_POP_ELEM, 0, 1, 2",
        "QUEUE, 0, MAP_POP_ELEM, 0, -2, ENOENT",
        "QUEUE, 2, MAP_PEEK_ELEM, 0, 1, 1",
        "QUEUE, 0, MAP_PEEK_ELEM, 0, -2, ENOENT",
        "STACK, 1, MAP_PUSH_ELEM, 0, 7, 7",
        "STACK, 2, MAP_PUSH_ELEM, 2, 7, 7",
        "STACK, 2, MAP_PUSH_ELEM, 4, -22, 2",
        "STACK, 2, MAP_POP_ELEM, 0, 2, 1",
        "STACK, 2, MAP_PEEK_ELEM, 0, 2, 2",
    })
    default void aProgramPushesPopsAndPeeks(
            MapType type, int count, Helper helper, int flags, int returned, String left) {
        int map = with(type, count);
        int program = program(ProgramType.SOCKET_FILTER, calls(helper, map, flags));
        TestRunOutcome outcome = host().testRun(program, new TestRun(new byte[14], new byte[0], 0));
        assertThat(outcome.returnValue()).isEqualTo(returned);
        assertThat(peek(map, 0)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "HASH, 4, MAP_PUSH_ELEM, cannot pass map_type 1 into func bpf_map_push_elem#87",
        "QUEUE, 0, MAP_PUSH_ELEM, OK",
        "STACK, 0, MAP_PEEK_ELEM, OK",
    })
    default void onlyQueuesTakeTheHelpersOfQueues(MapType type, int keySize, Helper helper, String verdict) {
        LoadOutcome outcome = host().load(attr(ProgramType.SOCKET_FILTER, calls(helper, map(type, keySize, 8, 2), 0)));
        if (verdict.equals("OK")) {
            assertThat(outcome.result()).isNotNegative();
        } else {
            assertThat(outcome.result()).isEqualTo(Errno.EINVAL.result());
            assertThat(new VerifierLog(outcome.log()).reason()).isEqualTo(verdict);
        }
    }
}
