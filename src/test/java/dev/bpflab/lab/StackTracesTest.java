package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.SubmissionReport.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lab 2.3 on the simulated kernel. */
class StackTracesTest extends StackTracesContract {
    @Override
    Workspace open() {
        return Simulated.workspace(5);
    }

    @Test
    void theStartFailsAtTheFirstStep() {
        SubmissionReport report = judge(LAB.start());
        assertThat(failed(report).get(0)).isEqualTo("workload");
        assertThat(report.passed()).isFalse();
        assertThat(report.points()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what stands in the solution, what stands there instead, the step that fails
                "\"spin\", Duration                | \"spam\", Duration                | workload",
                "parseUnsignedLong(words[0], 16)   | parseUnsignedLong(words[0], 16) + 1 | kallsyms",
                "(Long::compareUnsigned)           | (Comparator.reverseOrder())      | kallsyms",
                "words[1].equalsIgnoreCase(\"t\")  | words[1].equals(\"T\")            | kallsyms",
                "(\"stacks\", 127)                 | (\"stacks\", 64)                 | maps",
                "jslt(R0, 0, \"out\")              | jeq(R0, 0, \"out\")              | assemble",
                "helperGetStackid(R1, R2, 0)       | helperGetStackid(R1, R2, 256)    | assemble",
                "helperGetStackid(R1, R2, 0)       | helperGetStackid(R1, R2, 1)      | assemble",
                "storeMem(W, R10, -4, R0)          | storeMem(W, R10, -4, 5)          | assemble",
                "attach(loaded, perfSampling(99))  | attach(loaded, perfSampling(1))  | sample",
                "top(counts, 5)                    | top(counts, 4)                   | top",
                "frames(stacks, busiest.get(0).key()) | List.of(1L, 2L)               | look-up",
            })
    void whatIsNotSoFailsItsStep(String there, String instead, String step) {
        String script = SOLUTION.substring(0, SOLUTION.indexOf("// tag::user"));
        assertThat(script).contains(there);
        int at = script.indexOf(there);
        SubmissionReport report = judge(script.substring(0, at) + instead + script.substring(at + there.length()));
        assertThat(failed(report)).as(report::text).contains(step);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user      | helperGetStackid(R1, R2, 256)         | helperGetStackid(R1, R2, 0)",
                "user      | rsh(R0, 32)                           | rsh(R0, 33)",
                "both      | storeMem(W, R10, -8, R0)              | storeMem(W, R10, -8, 0)",
                "both      | storeMem(W, R10, -4, R0)              | jslt(R0, 0, 2), storeMem(W, R10, -4, R0), jmp(2), mov(R0, 0), exitInsn()",
                "folded    | names.add(0, frame.name())            | names.add(frame.name())",
                "folded    | names + \" \" + count                 | names + \" \" + (count + 1)",
                "off-cpu   | loadField(R1, R6, \"next_pid\")       | loadField(R1, R6, \"prev_pid\")",
                "off-cpu   | sub(R7, R1)                           | mov(R7, 1)",
                "profiler  | ldImm64(R2, readU64(name, 8))         | mov(R2, R1)",
                "profiler  | ldImm64(R2, readU64(name)),           | mov(R2, R1),",
                "shares    | 100.0 *                               | 10.0 *",
                "shares    | .get(0).name()                        | .get(1).name()",
                "flame     | exportFolded(flames,                  | exportFolded(flames.top(1),",
            })
    void anExperimentOrChallengeThatIsNotSoFails(String id, String there, String instead) {
        int from = SOLUTION.indexOf("// tag::" + id + "[]");
        String own = SOLUTION.substring(from, SOLUTION.indexOf("// end::" + id + "[]"));
        assertThat(own).contains(there);
        SubmissionReport report = judge(own.replace(there, instead));
        SubmissionReport.StepReport step = report.steps().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(step.outcome()).as(report::text).isNotEqualTo(Outcome.PASSED);
    }
}
