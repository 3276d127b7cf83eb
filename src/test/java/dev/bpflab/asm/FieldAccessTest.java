package dev.bpflab.asm;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.fieldAddress;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.isa.ContextField;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields of a context by name, on lines of format files as Linux 6.18 writes them. */
class FieldAccessTest {
    private static final ContextFields FIELDS = ContextFields.parse("made/up", """
            name: sched_switch
            ID: 372
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;

            \tfield:char prev_comm[16];\toffset:8;\tsize:16;\tsigned:0;
            \tfield:pid_t prev_pid;\toffset:24;\tsize:4;\tsigned:1;
            \tfield:long prev_state;\toffset:32;\tsize:8;\tsigned:1;
            \tfield:__data_loc char[] filename;\toffset:40;\tsize:4;\tsigned:1;
            \tfield:bool group_dead;\toffset:44;\tsize:1;\tsigned:0;
            \tfield:unsigned long args[6];\toffset:48;\tsize:48;\tsigned:0;
            \tfield:u8 one[1];\toffset:96;\tsize:1;\tsigned:0;

            print fmt: "prev_comm=%s", REC->prev_comm
            """);

    private static String text(Item item) {
        Program program = assemble(FIELDS, item, exitInsn());
        return String.join(
                "; ",
                program.lines().stream()
                        .limit(program.lines().size() - 1)
                        .map(line -> Disassembler.text(line.insn()))
                        .toList());
    }

    @Test
    void extendsASignByShiftsWhereNoLoadDoes() {
        Program program = assemble(FIELDS.withVersion4(false), loadField(R3, R1, "prev_pid"), exitInsn());
        assertThat(program.lines().stream().map(line -> Disassembler.text(line.insn())))
                .containsExactly("r3 = *(u32 *)(r1 +24)", "r3 <<= 32", "r3 s>>= 32", "exit");
        assertThat(program.lines().subList(0, 3))
                .extracting(Program.Line::call)
                .containsOnly("loadField(R3, R1, \"prev_pid\")");
    }

    @Test
    void readsNamesTypesPlacesAndSigns() {
        assertThat(FIELDS.all())
                .contains(
                        new ContextField("prev_comm", "char[16]", 8, 16, false),
                        new ContextField("prev_pid", "pid_t", 24, 4, true),
                        new ContextField("filename", "__data_loc char[]", 40, 4, false),
                        new ContextField("args", "unsigned long[6]", 48, 48, false));
        assertThat(FIELDS.all()).hasSize(8);
        assertThat(FIELDS.toString()).startsWith("""
                made/up
                offset  size  field
                     0     2  common_type  unsigned short
                     8    16  prev_comm    char[16]
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "common_type, r1 = *(u16 *)(r6 +0)",
        "prev_pid, r1 = *(s32 *)(r6 +24)",
        "prev_state, r1 = *(u64 *)(r6 +32)",
        "group_dead, r1 = *(u8 *)(r6 +44)",
        "filename, r1 = *(u32 *)(r6 +40)",
    })
    void loadsWithTheFieldsSizeAndSign(String field, String instruction) {
        assertThat(text(loadField(R1, R6, field))).isEqualTo(instruction);
    }

    @ParameterizedTest
    @CsvSource({
        "prev_comm, r3 = r6; r3 += 8",
        "filename, r3 = *(u32 *)(r6 +40); r3 &= 65535; r3 += r6",
    })
    void pointsToTextWhereverItLies(String field, String instructions) {
        assertThat(text(fieldAddress(R3, R6, field))).isEqualTo(instructions);
    }

    @Test
    void eachInstructionRemembersTheCall() {
        Program program = assemble(FIELDS, fieldAddress(R3, R6, "filename"), exitInsn());
        assertThat(program.lines())
                .extracting(Program.Line::call)
                .containsExactly(
                        "fieldAddress(R3, R6, \"filename\")",
                        "fieldAddress(R3, R6, \"filename\")",
                        "fieldAddress(R3, R6, \"filename\")",
                        "exitInsn()");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> assemble(loadField(R1, R6, "prev_pid"), exitInsn()))
                .hasMessage("loadField(R1, R6, \"prev_pid\"): the program is assembled for no context "
                        + "(begin with it: assemble(fields(tracepoint(…)), …))");
        assertThatThrownBy(() -> text(loadField(R1, R6, "pid")))
                .hasMessage("loadField(R1, R6, \"pid\"): made/up has no such field (it has common_type, prev_comm, "
                        + "prev_pid, prev_state, filename, group_dead, args, one)");
        assertThatThrownBy(() -> text(loadField(R1, R6, "prev_comm")))
                .hasMessage("loadField(R1, R6, \"prev_comm\"): it is no number but 16 bytes, char[16] "
                        + "(take its address with fieldAddress)");
        assertThatThrownBy(() -> text(loadField(R1, R6, "one"))).hasMessageContaining("it is no number but 1 bytes");
        assertThatThrownBy(() -> text(loadField(R10, R6, "prev_pid"))).hasMessageContaining("R10 is the frame pointer");
        assertThatThrownBy(() -> text(fieldAddress(R6, R6, "prev_comm")))
                .hasMessageContaining("the address would take the place of the context");
    }
}
