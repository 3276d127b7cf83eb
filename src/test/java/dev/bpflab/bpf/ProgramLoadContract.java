package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.div;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperTracePrintk;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jmp;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bpflab.asm.Item;
import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which programs BPF_PROG_LOAD takes, and what it says to the others. */
interface ProgramLoadContract extends HostUnderTest {
    /** A program that is rejected: what is wrong with it, the instructions, the errno and the verifier's reason. */
    record Rejected(String what, String errno, String reason, Item... items) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Rejected> rejected() {
        return List.of(
                new Rejected("no result", "EACCES", "R0 !read_ok", exitInsn()),
                new Rejected("no end", "EINVAL", "last insn is not an exit or jmp", mov(R0, 0)),
                new Rejected("an unreachable end", "EINVAL", "unreachable insn 2", mov(R0, 0), exitInsn(), exitInsn()),
                new Rejected(
                        "an endless loop",
                        "EINVAL",
                        "infinite loop detected at insn 1",
                        mov(R0, 0),
                        label("on"),
                        jeq(R0, 1, "out"),
                        jmp("on"),
                        label("out"),
                        exitInsn()),
                new Rejected("a read of a register never set", "EACCES", "R2 !read_ok", mov(R0, R2), exitInsn()),
                new Rejected(
                        "a store below the stack",
                        "EACCES",
                        "invalid write to stack R10 off=-520 size=8",
                        storeMem(DW, R10, -520, 1),
                        mov(R0, 0),
                        exitInsn()),
                new Rejected(
                        "a store above the stack",
                        "EACCES",
                        "invalid write to stack R10 off=0 size=8",
                        storeMem(DW, R10, 0, 1),
                        mov(R0, 0),
                        exitInsn()),
                new Rejected("a division by the number 0", "EINVAL", "div by zero", mov(R0, 1), div(R0, 0), exitInsn()),
                new Rejected(
                        "a helper that there is not", "EINVAL", "invalid func unknown#9999", call(9999), exitInsn()),
                new Rejected(
                        "a map that is no pointer",
                        "EACCES",
                        "R1 type=scalar expected=map_ptr",
                        mov(R1, 0),
                        mov(R2, R10),
                        add(R2, -4),
                        storeMem(W, R10, -4, 0),
                        helperMapLookupElem(R1, R2),
                        mov(R0, 0),
                        exitInsn()),
                new Rejected(
                        "a write through a number",
                        "EACCES",
                        "R1 invalid mem access 'scalar'",
                        mov(R1, 64),
                        storeMem(DW, R1, 0, 1),
                        mov(R0, 0),
                        exitInsn()));
    }

    @ParameterizedTest
    @MethodSource("dev.bpflab.bpf.ProgramLoadContract#rejected")
    default void rejectsAProgramWithItsReason(Rejected rejected) {
        LoadOutcome outcome = host().load(attr(ProgramType.SOCKET_FILTER, assemble(rejected.items())));
        assertThat(HostUnderTest.outcome(outcome.result())).as(outcome.log()).isEqualTo(rejected.errno());
        assertThat(new VerifierLog(outcome.log()).reason()).isEqualTo(rejected.reason());
    }

    /** Looks up element 0 and goes on with the given instructions, which find the value's address in r0. */
    private Program withElement(int map, Item... then) {
        List<Item> items = new ArrayList<>(List.of(
                storeMem(W, R10, -4, 0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, ref(map)),
                helperMapLookupElem(R1, R2)));
        items.addAll(List.of(then));
        return assemble(items);
    }

    private String reasonOf(Program program, String errno) {
        LoadOutcome outcome = host().load(attr(ProgramType.SOCKET_FILTER, program));
        assertThat(HostUnderTest.outcome(outcome.result())).as(outcome.log()).isEqualTo(errno);
        return new VerifierLog(outcome.log()).reason();
    }

    @Test
    default void wantsTheResultOfAHashLookupChecked() {
        int map = map(MapType.HASH, 4, 8, 1);
        assertThat(reasonOf(withElement(map, loadMem(DW, R0, R0, 0), exitInsn()), "EACCES"))
                .isEqualTo("R0 invalid mem access 'map_value_or_null'");
        program(
                ProgramType.SOCKET_FILTER,
                withElement(map, jeq(R0, 0, "none"), loadMem(DW, R0, R0, 0), label("none"), exitInsn()));
    }

    @Test
    default void wantsTheResultOfAnArrayLookupCheckedUnlessItsIndexIsKnown() {
        SimulatedRelease.assumeFor(host());
        int map = map(MapType.ARRAY, 4, 8, 1);
        program(ProgramType.SOCKET_FILTER, withElement(map, loadMem(DW, R0, R0, 0), exitInsn()));
        String reason = "R0 invalid mem access 'map_value_or_null'";
        assertThat(reasonOf(atIndex(map, storeMem(W, R10, -4, 1)), "EACCES")).isEqualTo(reason);
        assertThat(reasonOf(atIndex(map, loadMem(W, R0, R1, 0), storeMem(W, R10, -4, R0)), "EACCES"))
                .isEqualTo(reason);
    }

    /** Looks up the element at the index that some instructions put at fp-4, and loads it unchecked. */
    private Program atIndex(int map, Item... index) {
        return assemble(
                seq(index),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, ref(map)),
                helperMapLookupElem(R1, R2),
                loadMem(DW, R0, R0, 0),
                exitInsn());
    }

    @ParameterizedTest
    @CsvSource({
        "8, 'invalid access to map value, value_size=8 off=8 size=8'",
        "1, 'invalid access to map value, value_size=8 off=1 size=8'",
        "-8, 'invalid access to map value, value_size=8 off=-8 size=8'",
    })
    default void keepsAccessWithinTheValue(int offset, String reason) {
        int map = map(MapType.ARRAY, 4, 8, 1);
        assertThat(reasonOf(
                        withElement(
                                map,
                                jne(R0, 0, "some"),
                                exitInsn(),
                                label("some"),
                                loadMem(DW, R0, R0, offset),
                                exitInsn()),
                        "EACCES"))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"RDONLY_PROG, 'write into map forbidden, value_size=8 off=0 size=8'"})
    default void holdsAProgramToTheMapsFlags(MapFlag flag, String reason) {
        int map = map(MapType.ARRAY, 4, 8, 1, flag);
        assertThat(reasonOf(
                        withElement(
                                map, jeq(R0, 0, "none"), storeMem(DW, R0, 0, 1), mov(R0, 0), label("none"), exitInsn()),
                        "EACCES"))
                .isEqualTo(reason);
    }

    @Test
    default void wantsADescriptorOfAMap() {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(ProgramType.SOCKET_FILTER, assemble(mov(R0, 0), exitInsn()));
        host().close(map);
        assertThat(reasonOf(withElement(map, mov(R0, 0), exitInsn()), "EBADF"))
                .isEqualTo("fd " + map + " is not pointing to valid bpf_map");
        assertThat(reasonOf(withElement(program, mov(R0, 0), exitInsn()), "EINVAL"))
                .isEqualTo("fd " + program + " is not pointing to valid bpf_map");
    }

    @ParameterizedTest
    @CsvSource({
        "GPL, OK, ''",
        "Dual BSD/GPL, OK, ''",
        "'', EINVAL, cannot call GPL-restricted function from non-GPL compatible program",
        "MIT, EINVAL, cannot call GPL-restricted function from non-GPL compatible program",
    })
    default void keepsSomeHelpersToFreePrograms(String license, String outcome, String reason) {
        ProgAttr free = attr(
                ProgramType.SOCKET_FILTER,
                assemble(
                        storeMem(DW, R10, -8, 0),
                        mov(R1, R10),
                        add(R1, -8),
                        helperTracePrintk(R1, 8),
                        mov(R0, 0),
                        exitInsn()));
        LoadOutcome loaded = host().load(new ProgAttr(free.type(), free.insns(), license, free.name(), 1));
        assertThat(HostUnderTest.outcome(loaded.result())).as(loaded.log()).isEqualTo(outcome);
        assertThat(new VerifierLog(loaded.log()).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        // type, name, log_level, outcome
        "1, '', 0, OK",
        "1, '', 1, OK",
        "1, '', 2, OK",
        "1, '', 4, OK",
        "1, '', 8, OK",
        "1, '', 16, EINVAL",
        "1, '', -1, EINVAL",
        "1, fifteen_chars_x, 1, OK",
        "1, sixteen_chars_xx, 1, EINVAL",
        "1, a-b, 1, EINVAL",
        "5, tracepoint, 1, OK",
        "6, xdp, 1, OK",
        "0, '', 1, EINVAL",
        "999, '', 1, EINVAL",
        "-1, '', 1, EINVAL",
    })
    default void takesOrRefusesAttributes(int type, String name, int logLevel, String outcome) {
        byte[] insns = attr(ProgramType.SOCKET_FILTER, assemble(mov(R0, 0), exitInsn()))
                .insns();
        LoadOutcome loaded = host().load(new ProgAttr(type, insns, "GPL", name, logLevel));
        // The bit 8 came with Linux 6.4.
        String elsewhere = logLevel == 8 ? "EINVAL" : outcome;
        assertThat(HostUnderTest.outcome(loaded.result()))
                .as(loaded.log())
                .isIn(SimulatedRelease.answers(host(), outcome, elsewhere));
        if (loaded.result() < 0 || logLevel == 0) {
            assertThat(loaded.log()).isEmpty();
        } else {
            assertThat(loaded.log()).contains("processed 2 insns (limit 1000000) ");
        }
    }

    @Test
    default void wantsAtLeastOneInstructionAndWholeOnes() {
        LoadOutcome none = host().load(new ProgAttr(1, new byte[0], "GPL", "", 1));
        assertThat(HostUnderTest.outcome(none.result())).isEqualTo("E2BIG");
        assertThat(none.log()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> host().load(new ProgAttr(1, new byte[12], "GPL", "", 1)));
    }

    @ParameterizedTest
    @CsvSource({"ff, 'unknown opcode ff'", "04, 'BPF_ALU uses reserved fields'"})
    default void rejectsBytesThatAreNoInstruction(String opcode, String reason) {
        byte[] insns = attr(ProgramType.SOCKET_FILTER, assemble(mov(R0, 0), mov(R0, 0), exitInsn()))
                .insns();
        insns[0] = (byte) Integer.parseInt(opcode, 16);
        insns[1] = (byte) 0xff;
        LoadOutcome loaded = host().load(new ProgAttr(1, insns, "GPL", "", 1));
        assertThat(HostUnderTest.outcome(loaded.result())).as(loaded.log()).isEqualTo("EINVAL");
        assertThat(new VerifierLog(loaded.log()).reason()).isEqualTo(reason);
    }

    @Test
    default void givesEachProgramAnIdOfItsOwn() {
        Program program = assemble(mov(R0, 0), exitInsn());
        int first = host().programId(program(ProgramType.SOCKET_FILTER, program));
        int second = host().programId(program(ProgramType.SOCKET_FILTER, program));
        assertThat(first).isPositive().isNotEqualTo(second);
    }
}
