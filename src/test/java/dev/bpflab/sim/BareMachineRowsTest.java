package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.OpcodeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bare machine gives every vector of every row of the opcode table what the instruction means. */
class BareMachineRowsTest {
    private final BareMachine machine = new BareMachine(new SimHost(new SimKernel(1)), List.of(), 1_000_000);

    static Stream<OpcodeTable.Row> rows() {
        return OpcodeTable.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void runsTheRow(OpcodeTable.Row row) {
        List<String> wrong = new ArrayList<>();
        for (InsnVector vector : InsnVectors.of(row)) {
            List<Insn> program = new ArrayList<>(InsnVectors.loads(vector.inputs()));
            program.addAll(vector.insns());
            program.add(new Insn.Exit());
            BareMachine.Outcome outcome = machine.run(InsnCodec.encode(program), InsnVectors.data());
            if (!outcome.equals(new BareMachine.Returned(vector.expected()))) {
                wrong.add(vector + ": " + outcome + " and not " + Long.toHexString(vector.expected()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyRowsThatNameSomethingOfTheKernelHaveNoVectors() {
        assertThat(rows().filter(row -> InsnVectors.of(row).isEmpty()).map(OpcodeTable.Row::notation))
                .containsExactlyInAnyOrder(
                        "call kernel-function#300",
                        "r1 = map[3]",
                        "r1 = map[3][0]+8",
                        "r1 = btf[3]:8",
                        "r1 = map[idx:3]",
                        "r1 = map[idx:3][0]+8");
    }
}
