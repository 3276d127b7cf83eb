package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapDeleteElem;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.helperTracePrintk;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jgt;
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
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Item;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What loaded programs do when they are run by BPF_PROG_TEST_RUN, and what becomes of attaching them. */
interface ProgramRunContract extends HostUnderTest {
    private TestRunOutcome run(int program, byte[] data, int repeat) {
        return host().testRun(program, new TestRun(data, new byte[0], repeat));
    }

    private int constant(ProgramType type, int value) {
        return program(type, assemble(mov(R0, value), exitInsn()));
    }

    @ParameterizedTest
    @CsvSource({
        // type, returned constant, packet length, outcome, value
        "SOCKET_FILTER, 7, 14, OK, 7",
        "SOCKET_FILTER, -1, 64, OK, -1",
        "SOCKET_FILTER, 7, 13, EINVAL, 0",
        "SOCKET_FILTER, 7, 0, EINVAL, 0",
        "XDP, 2, 14, OK, 2",
        "XDP, 1, 1500, OK, 1",
        "XDP, 2, 13, EINVAL, 0",
        "XDP, 2, 0, EINVAL, 0",
        "TRACEPOINT, 0, 0, ENOTSUPP, 0",
        "TRACEPOINT, 0, 64, ENOTSUPP, 0",
    })
    default void runsAProgramOnAPacket(ProgramType type, int constant, int length, String outcome, int value) {
        byte[] data = new byte[length];
        Arrays.fill(data, (byte) 1);
        TestRunOutcome ran = run(constant(type, constant), data, 0);
        assertThat(HostUnderTest.outcome(ran.result())).isEqualTo(outcome);
        assertThat(ran.returnValue()).isEqualTo(value);
        if (type == ProgramType.SOCKET_FILTER) {
            // The program has not seen the link layer's header, and the kernel gives none back.
            Arrays.fill(data, 0, Math.min(length, 14), (byte) 0);
        }
        assertThat(ran.data()).isEqualTo(ran.result() < 0 ? new byte[0] : data);
    }

    @ParameterizedTest
    @CsvSource({
        // bytes of arguments, bytes of packet, repeat, offset of the argument that the program returns, outcome, value
        "8, 0, 0, 0, OK, 1",
        "16, 0, 0, 8, OK, 9",
        "96, 0, 0, 88, OK, 89",
        "8, 0, 0, 8, EINVAL, 0",
        "0, 0, 0, 0, EINVAL, 0",
        "97, 0, 0, 0, EINVAL, 0",
        "104, 0, 0, 0, EINVAL, 0",
        "8, 14, 0, 0, EINVAL, 0",
        "8, 0, 1, 0, EINVAL, 0",
    })
    default void runsARawTracepointsProgramOnArguments(
            int arguments, int packet, int repeat, int offset, String outcome, int value) {
        byte[] context = new byte[arguments];
        for (int i = 0; i + 8 <= arguments; i += 8) {
            ByteBuffer.wrap(context).order(ByteOrder.nativeOrder()).putLong(i, i + 1);
        }
        int program = program(ProgramType.RAW_TRACEPOINT, assemble(loadMem(DW, R0, R1, offset), exitInsn()));
        TestRunOutcome ran = host().testRun(program, new TestRun(new byte[packet], context, repeat));
        assertThat(HostUnderTest.outcome(ran.result())).isEqualTo(outcome);
        assertThat(ran.returnValue()).isEqualTo(value);
        assertThat(ran.data()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // size, offset, value: a multicast frame with a length where the ethertype stands, pkt_type 2 and protocol
        // 0x0400
        "W, 4, 2",
        "B, 4, 2",
        "B, 5, 2",
        "H, 6, 2",
        "W, 16, 1024",
        "H, 16, 1024",
        "H, 18, 1024",
        "B, 16, 0",
        "B, 17, 4",
        "B, 18, 0",
    })
    default void aLoadAsWideAsTheKernelsFieldGetsAllOfIt(Size size, int offset, int value) {
        byte[] data = new byte[64];
        Arrays.fill(data, (byte) 1);
        int program = program(ProgramType.SCHED_CLS, assemble(loadMem(size, R0, R1, offset), exitInsn()));
        assertThat(run(program, data, 1).returnValue()).isEqualTo(value);
    }

    /** Looks up element 0 of a map and goes on with the given instructions where there is one. */
    private Program withElement(int map, Item... then) {
        return assemble(
                storeMem(W, R10, -4, 0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, ref(map)),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "none"),
                dev.bpflab.asm.Asm.seq(then),
                label("none"),
                mov(R0, 0),
                exitInsn());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "25, 25", "1000, 1000", "1001, 1001", "250000, 250000"})
    default void countsInAMapAsOftenAsItRuns(int repeat, String count) {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(ProgramType.SOCKET_FILTER, withElement(map, mov(R1, 1), atomicAdd(DW, R0, 0, R1)));
        assertThat(run(program, new byte[14], repeat).result()).isZero();
        assertThat(get(map, 0)).isEqualTo(count);
    }

    @Test
    default void whatOneRunLeavesInThePacketTheNextOneFinds() {
        // Counts in the packet's first byte behind the header; a socket filter could not write it.
        int program = program(
                ProgramType.XDP,
                assemble(
                        loadMem(W, R2, R1, 0),
                        loadMem(W, R3, R1, 4),
                        mov(R4, R2),
                        add(R4, 22),
                        jgt(R4, R3, "out"),
                        loadMem(DW, R0, R2, 14),
                        add(R0, 1),
                        storeMem(DW, R2, 14, R0),
                        label("out"),
                        mov(R0, 2),
                        exitInsn()));
        TestRunOutcome ran = run(program, new byte[64], 2500);
        assertThat(HostUnderTest.number(Arrays.copyOfRange(ran.data(), 14, 22))).isEqualTo(2500);
    }

    @Test
    default void anInterruptEndsEndlessRepetition() throws Exception {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(ProgramType.SOCKET_FILTER, withElement(map, mov(R1, 1), atomicAdd(DW, R0, 0, R1)));
        AtomicReference<TestRunOutcome> outcome = new AtomicReference<>();
        Thread runner = new Thread(() -> outcome.set(run(program, new byte[14], Integer.MAX_VALUE)));
        runner.start();
        while (get(map, 0).equals("0") && runner.isAlive()) {
            Thread.onSpinWait();
        }
        runner.interrupt();
        runner.join();
        assertThat(HostUnderTest.outcome(Objects.requireNonNull(outcome.get()).result()))
                .isEqualTo("EINTR");
    }

    @Test
    default void aLoadedProgramKeepsItsMapAlive() {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(ProgramType.SOCKET_FILTER, withElement(map, mov(R1, 1), atomicAdd(DW, R0, 0, R1)));
        assertThat(host().close(map)).isZero();
        assertThat(run(program, new byte[14], 0).result()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // the program's update flags, the key it sets, its result, the value of the key afterwards
        "0, 1, 0, 5",
        "0, 2, 0, 5",
        "0, 3, 0, 5",
        "1, 1, -17, 10",
        "2, 1, 0, 5",
        "2, 3, -2, ENOENT",
        "3, 1, -22, 10",
    })
    default void aProgramUpdatesUnderTheSameRules(int flags, int key, int result, String after) {
        int map = map(MapType.HASH, 4, 8, 3);
        put(map, 1, 10);
        put(map, 2, 20);
        int program = program(
                ProgramType.SOCKET_FILTER,
                assemble(
                        storeMem(W, R10, -4, key),
                        storeMem(DW, R10, -16, 5),
                        mov(R2, R10),
                        add(R2, -4),
                        mov(R3, R10),
                        add(R3, -16),
                        mov(R4, flags),
                        ldMapFd(R1, ref(map)),
                        helperMapUpdateElem(R1, R2, R3, R4),
                        exitInsn()));
        assertThat(run(program, new byte[14], 0).returnValue()).isEqualTo(result);
        assertThat(get(map, key)).isEqualTo(after);
    }

    @Test
    default void aProgramMeetsAFullMap() {
        int map = map(MapType.HASH, 4, 8, 1);
        put(map, 1, 10);
        int program = program(
                ProgramType.SOCKET_FILTER,
                assemble(
                        storeMem(W, R10, -4, 2),
                        storeMem(DW, R10, -16, 5),
                        mov(R2, R10),
                        add(R2, -4),
                        mov(R3, R10),
                        add(R3, -16),
                        ldMapFd(R1, ref(map)),
                        helperMapUpdateElem(R1, R2, R3, 0),
                        exitInsn()));
        assertThat(run(program, new byte[14], 0).returnValue()).isEqualTo(Errno.E2BIG.result());
    }

    @ParameterizedTest
    @CsvSource({"HASH, 1, 0", "HASH, 2, -2", "ARRAY, 0, -22"})
    default void aProgramDeletesUnderTheSameRules(MapType type, int key, int result) {
        int map = map(type, 4, 8, 3);
        put(map, 1, 10);
        int program = program(
                ProgramType.SOCKET_FILTER,
                assemble(
                        storeMem(W, R10, -4, key),
                        mov(R2, R10),
                        add(R2, -4),
                        ldMapFd(R1, ref(map)),
                        helperMapDeleteElem(R1, R2),
                        exitInsn()));
        assertThat(run(program, new byte[14], 0).returnValue()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "TRACEPOINT, sched, sched_process_exec, OK",
        "TRACEPOINT, sched, sched_proces_exec, ENOENT",
        "TRACEPOINT, shed, sched_process_exec, ENOENT",
        "TRACEPOINT, '', sched_process_exec, ENOENT",
        "TRACEPOINT, sched, ../sched/sched_process_exec, ENOENT",
        "SOCKET_FILTER, sched, sched_process_exec, EINVAL",
        "XDP, sched, sched_process_exec, EINVAL",
    })
    default void attachesToATracepointThatThereIs(ProgramType type, String category, String name, String outcome) {
        AttachOutcome attached = host().attach(constant(type, 0), new Hook.Tracepoint(category, name));
        assertThat(HostUnderTest.outcome(attached.result()))
                .as(attached.cause())
                .isEqualTo(outcome);
        assertThat(attached.cause().isEmpty()).as(attached.cause()).isEqualTo(attached.result() >= 0);
        if (attached.result() >= 0) {
            assertThat(host().close(attached.result())).isZero();
            assertThat(host().close(attached.result())).isEqualTo(Errno.EBADF.result());
        }
    }

    @Test
    default void severalProgramsCanBeAtOnePlaceButEachOnlyOnce() {
        Hook hook = new Hook.Tracepoint("sched", "sched_process_exec");
        int program = constant(ProgramType.TRACEPOINT, 0);
        int first = opened(host().attach(program, hook).result());
        AttachOutcome twice = host().attach(program, hook);
        assertThat(HostUnderTest.outcome(twice.result())).as(twice.cause()).isEqualTo("EEXIST");
        int other = constant(ProgramType.TRACEPOINT, 0);
        int second = opened(host().attach(other, hook).result());
        assertThat(second).isNotEqualTo(first);
        assertThat(host().close(program)).isZero();
        assertThat(host().close(first)).isZero();
        assertThat(host().close(second)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // where a program reads its context, how much, whether sched_process_exec has it: filename, pid and old_pid end
        // at 20
        "8, 4, OK",
        "12, 4, OK",
        "16, 4, OK",
        "19, 1, OK",
        "16, 8, EACCES",
        "20, 4, EACCES",
        "20, 1, EACCES",
        "4000, 8, EACCES",
        "8191, 1, EACCES",
        "-16, 8, EACCES",
        "-9, 1, EACCES",
        "-2, 1, EACCES",
    })
    default void attachingLooksAtHowFarAProgramReads(int offset, int size, String outcome) {
        Size width = Arrays.stream(Size.values())
                .filter(each -> each.bytes() == size)
                .findFirst()
                .orElseThrow();
        int program = program(ProgramType.TRACEPOINT, assemble(loadMem(width, R0, R1, offset), mov(R0, 0), exitInsn()));
        AttachOutcome attached = host().attach(program, new Hook.Tracepoint("sched", "sched_process_exec"));
        assertThat(HostUnderTest.outcome(attached.result())).isEqualTo(outcome);
    }

    @Test
    default void attachingLooksAtPathsThatAreNeverTakenToo() {
        int program = program(
                ProgramType.TRACEPOINT,
                assemble(
                        mov(R0, 0),
                        loadMem(W, R2, R1, 12),
                        jeq(R2, 0, "far"),
                        exitInsn(),
                        label("far"),
                        loadMem(W, R2, R1, 100),
                        exitInsn()));
        AttachOutcome attached = host().attach(program, new Hook.Tracepoint("sched", "sched_process_exec"));
        assertThat(HostUnderTest.outcome(attached.result())).isEqualTo("EACCES");
    }

    @Test
    default void tracePrintkGivesTheLengthOfTheText() {
        int format = ByteBuffer.wrap("n=%d".getBytes(StandardCharsets.US_ASCII))
                .order(ByteOrder.nativeOrder())
                .getInt();
        int program = program(
                ProgramType.SOCKET_FILTER,
                assemble(
                        storeMem(W, R10, -8, format),
                        storeMem(W, R10, -4, 0),
                        mov(R1, R10),
                        add(R1, -8),
                        mov(R3, 12345),
                        helperTracePrintk(R1, 5, R3),
                        exitInsn()));
        assertThat(run(program, new byte[14], 0).returnValue()).isEqualTo("n=12345".length());
    }
}
