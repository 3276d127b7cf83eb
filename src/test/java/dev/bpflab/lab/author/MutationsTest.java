package dev.bpflab.lab.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutationsTest {
    private static final String PROGRAM = """
            Program counter = assemble(
                fields(tracepoint("sched", "sched_switch")),
                loadField(R1, R6, "prev_pid"),
                // the key, with a comma
                storeMem(W, R10, -4, R1),
                jeq(R0, 0, "out"),
                atomicAdd(DW, R0, 0, R1),
                label("out"),
                exitInsn());
            """;

    private static List<String> changes(String source) {
        return Mutations.of(source).stream().map(Change::what).toList();
    }

    @Test
    void everyInstructionOfAProgramIsMissingOnceButNoLabelAndNoFields() {
        assertThat(changes(PROGRAM).stream().filter(what -> what.endsWith("is missing")))
                .containsExactly(
                        "loadField(R1, R6, \"prev_pid\") is missing",
                        "storeMem(W, R10, -4, R1) is missing",
                        "jeq(R0, 0, \"out\") is missing",
                        "atomicAdd(DW, R0, 0, R1) is missing",
                        "exitInsn() is missing",
                        "Program counter = assemble( fields(tracepoint(\"sched\", \"sch\u2026 is missing");
    }

    @Test
    void aProgramWithoutAnInstructionHasTheSameLines() {
        Change missing = Mutations.of(PROGRAM).get(0);

        assertThat(missing.applyTo(PROGRAM))
                .isEqualTo(PROGRAM.replace("loadField(R1, R6, \"prev_pid\"),", ""))
                .hasLineCount((int) PROGRAM.lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-4 becomes -5           | storeMem(W, R10, -5, R1)",
                "-4 becomes -3           | storeMem(W, R10, -3, R1)",
                "W becomes DW            | storeMem(DW, R10, -4, R1)",
                "jeq becomes jne         | jne(R0, 0, \"out\")",
                "\"prev_pid\" becomes \"next_pid\" | loadField(R1, R6, \"next_pid\")",
                "atomicAdd(DW, R0, 0, R1) becomes load, add and store | loadMem(DW, R5, R0, 0), add(R5, R1), storeMem(DW, R0, 0, R5)",
                "\"sched_switch\" becomes \"sched_process_exec\" | tracepoint(\"sched\", \"sched_process_exec\")"
            })
    void aWordOrNumberBecomesAnother(String what, String code) {
        assertThat(Mutations.of(PROGRAM).stream()
                        .filter(change -> change.what().equals(what))
                        .map(change -> change.applyTo(PROGRAM)))
                .singleElement()
                .asString()
                .contains(code);
    }

    @Test
    void aMapBecomesAnotherOfTheSameProgram() {
        assertThat(changes("var p = assemble(ldMapFd(R1, one), counter(two).count(-4), exitInsn());"))
                .contains("the map one becomes two", "the map two becomes one");
    }

    @Test
    void whatOnlyShowsSomethingAndHowLongSomethingTakesStaysAsItIs() {
        assertThat(changes("System.out.println(10 + \" packets\");")).isEmpty();
        assertThat(changes("burnCpu(\"hot\", Duration.ofMillis(300));"))
                .containsExactly("burnCpu(\"hot\", Duration.ofMillis(300)); is missing");
    }

    @Test
    void howMuchHappensIsToldFromWhatAProgramDoes() {
        assertThat(Mutations.of("var three = runProcesses(\"true\", 3);").stream()
                        .filter(Change::isAmount)
                        .map(Change::what))
                .containsExactly("3 becomes 4", "3 becomes 2");
        assertThat(Mutations.of(PROGRAM)).noneMatch(Change::isAmount);
    }

    @Test
    void statementsInsideOfMethodsAndLoopsAreMissingToo() {
        assertThat(changes("void f(long x) {\n    int y = g(x);\n    h(y);\n}\nfor (int i : a) f(i);"))
                .contains("int y = g(x); is missing", "h(y); is missing", "for (int i : a) f(i); is missing");
    }

    @Test
    void aMutantKnowsItsLineInTheSolutionFile() {
        Lab lab = WrittenLab.lab("", WrittenLab.step("one", "x", "var a = first(1);\nsecond(2);"));

        assertThat(Mutant.of(lab, "// first line\n\nvar a = first(1);\nsecond(2);\n"))
                .extracting(mutant -> mutant.line() + ": " + mutant.change().what())
                .contains("3: 1 becomes 2", "4: second(2); is missing");
    }

    @Test
    void eachLabHasHundreds() {
        LabCatalog labs = LabCatalog.bundled();

        assertThat(labs.entries())
                .allSatisfy(entry -> assertThat(Mutant.of(labs.lab(entry.id()), ""))
                        .as(entry.id())
                        .hasSizeGreaterThan(100));
    }
}
