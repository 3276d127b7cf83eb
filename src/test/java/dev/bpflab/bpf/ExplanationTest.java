package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Explanation.Change;
import dev.bpflab.bpf.Explanation.Event;
import dev.bpflab.bpf.Explanation.Place;
import dev.bpflab.bpf.Explanation.Register;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Source;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an explanation says of a program at hand; the logs are what Linux 6.18 wrote. */
class ExplanationTest {
    private static final MapRef COUNTS = () -> "counts";
    private static final String LOG = """
            0: R1=ctx() R10=fp0
            0: (62) *(u32 *)(r10 -4) = 0          ; R10=fp0 fp-8=0000????
            1: (bf) r2 = r10                      ; R2=fp0 R10=fp0
            2: (07) r2 += -4                      ; R2=fp-4
            3: (18) r1 = 0xffff88810a880400       ; R1=map_ptr(ks=4,vs=8)
            5: (85) call bpf_map_lookup_elem#1    ; R0=map_value_or_null(id=1,ks=4,vs=8)
            6: (bf) r6 = r0                       ; R0=map_value_or_null(id=1,ks=4,vs=8) R6=map_value_or_null(id=1,ks=4,vs=8)
            7: (79) r1 = *(u64 *)(r6 +0)
            R6 invalid mem access 'map_value_or_null'
            processed 7 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
            """;

    private static Explanation explained(Program program, String log) {
        return Explanation.of(ProgramSpec.of(program, ProgramType.XDP), Errno.EACCES, new VerifierLog(log));
    }

    private static Program unchecked() {
        return assemble(
                storeMem(W, R10, -4, 0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, COUNTS),
                helperMapLookupElem(R1, R2),
                mov(R6, R0),
                loadMem(DW, R1, R6, 0),
                mov(R0, 0),
                exitInsn());
    }

    @Test
    void namesTheCallThatWroteTheInstructionAndWhereItStands() {
        Place place = Objects.requireNonNull(explained(unchecked(), LOG).place());
        assertThat(place.slot()).isEqualTo(7);
        assertThat(place.call()).isEqualTo("loadMem(DW, R1, R6, 0)");
        assertThat(place.text()).isEqualTo("r1 = *(u64 *)(r6 +0)");
        Source source = Objects.requireNonNull(place.source());
        assertThat(source.className()).isEqualTo(ExplanationTest.class.getName());
        assertThat(source.toString()).matches("ExplanationTest\\.java:\\d+");
    }

    @Test
    void tellsHowTheRegistersValueCameAbout() {
        Register register = explained(unchecked(), LOG).registers().get(0);
        assertThat(register.name()).isEqualTo("R6");
        assertThat(register.words()).isEqualTo("the address of a value in a map, or 0 when the map has no such key");
        assertThat(register.history().stream()
                        .map(Event::place)
                        .map(place -> Objects.requireNonNull(place).call()))
                .containsExactly("helperMapLookupElem(R1, R2)", "mov(R6, R0)");
    }

    @Test
    void givesTheRemedyAsCodeForThisProgram() {
        assertThat(explained(unchecked(), LOG).changes())
                .containsExactly(
                        new Change("before #7", List.of("jeq(R6, 0, \"out\")")),
                        new Change("at the end", List.of("label(\"out\"), mov(R0, 0), exitInsn()")));
    }

    @Test
    void usesALabelThatTheProgramHas() {
        Program program = assemble(
                storeMem(W, R10, -4, 0),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, COUNTS),
                helperMapLookupElem(R1, R2),
                mov(R6, R0),
                loadMem(DW, R1, R6, 0),
                jeq(R1, 0, "leave"),
                mov(R7, 1),
                label("leave"),
                mov(R0, 0),
                exitInsn());
        assertThat(explained(program, LOG).changes())
                .containsExactly(new Change("before #7", List.of("jeq(R6, 0, \"leave\")")));
    }

    @Test
    void aCallTakesRegistersAway() {
        String log = """
                0: R1=ctx() R10=fp0
                0: (85) call bpf_ktime_get_ns#5       ; R0=scalar()
                1: (bf) r0 = r1
                R1 !read_ok
                processed 2 insns (limit 1000000)
                """;
        Explanation explanation =
                explained(assemble(dev.bpflab.asm.Asm.helperKtimeGetNs(), mov(R0, R1), exitInsn()), log);
        assertThat(explanation.message()).isEqualTo("lost-in-call");
        assertThat(explanation.meaning()).startsWith("R1 held the program's context until the call at #0.");
        assertThat(explanation.changes().get(0)).isEqualTo(new Change("before #0", List.of("mov(R6, R1)")));
    }

    @Test
    void followsTheLogIntoAFunctionAndBack() {
        String log = """
                0: R1=ctx() R10=fp0
                0: (b7) r1 = 5                        ; R1=5
                1: (85) call pc+2
                caller:
                 R10=fp0
                callee:
                 frame1: R1=5 R10=fp0
                4: frame1: R1=5 R10=fp0
                4: (bf) r0 = r1                       ; frame1: R0=5 R1=5
                5: (95) exit
                returning from callee:
                 frame1: R0=5 R1=5 R10=fp0
                to caller at 2:
                 R0=5 R10=fp0
                2: (bf) r0 = r1
                R1 !read_ok
                processed 5 insns (limit 1000000)
                """;
        VerifierTrace trace = VerifierTrace.of(new VerifierLog(log));
        assertThat(trace.known("R1"))
                .get()
                .matches(KnownValue::lost)
                .matches(value -> value.state().equals("5"));
        assertThat(trace.known("R0")).get().matches(value -> value.state().equals("5") && !value.lost());
    }

    @Test
    void takesUpABranchWhereItBegan() {
        String log = """
                0: R1=ctx() R10=fp0
                0: (61) r2 = *(u32 *)(r1 +0)          ; R1=ctx() R2=scalar()
                1: (15) if r2 == 0x0 goto pc+2        ; R2=scalar(umin=1)
                2: (b7) r0 = 0                        ; R0=0
                3: (95) exit

                from 1 to 4: R1=ctx() R2=0 R10=fp0
                4: R1=ctx() R2=0 R10=fp0
                4: (95) exit
                R0 !read_ok
                processed 5 insns (limit 1000000)
                """;
        VerifierTrace trace = VerifierTrace.of(new VerifierLog(log));
        assertThat(trace.known("R0")).isEmpty();
        assertThat(trace.known("R2").orElseThrow().history().stream().map(KnownValue::state))
                .containsExactly("scalar()", "0");
        assertThat(trace.complaint()).containsExactly("R0 !read_ok");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5                                                        | the number 5",
                "P5                                                       | the number 5",
                "scalar()                                                 | a number of which nothing is known",
                "scalar(smin=0,smax=umax=255,var_off=(0x0; 0xff))         | a number from 0 to 255",
                "scalar(umin=1)                                           | a number from 1 up",
                "scalar(smin=smin32=-128,smax=smax32=127)                 | a number from -128 to 127",
                "ctx()                                                    | the program's context",
                "fp-8                                                     | an address in the stack",
                "pkt(off=14,r=14)                                         | an address in the packet, moved by 14",
                "map_value(off=4,ks=4,vs=8)                               | the address of a value in a map, moved by 4",
                "iter_num(ref_id=1,state=active,depth=0)                  | something that the log calls iter_num(ref_id=1,state=active,depth=0)"
            })
    void saysAStateInPlainWords(String state, String words) {
        assertThat(StateWords.of(state)).isEqualTo(words);
    }
}
