package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the help shows as an example does what it should when it is typed. */
@Tag("jdk")
class ExamplesTest {
    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyCommandHasHelpAndAnExampleThatWorks() {
        Workspace workspace = Sim.workspace(1, ExecRecording.SILENT);
        TestBench bench = new TestBench(workspace, PageLibrary.bundled(), folder);
        bench.bench().use(new TestKeyboard());
        return Commands.all().stream()
                .map(command -> DynamicTest.dynamicTest(command.name(), () -> {
                    assertThat(bench.type("/help " + command.name()).replaceAll("\\s+", " "))
                            .startsWith(command.usage())
                            .contains(command.help().replaceAll("\\s+", " ") + ".");
                    assertThat(command.more()).isNotBlank();
                    List<String> example = command.example();
                    assertThat(example)
                            .anyMatch(line -> command.name().equals("/N")
                                    ? AgainCommands.isNumbers(line)
                                    : line.startsWith(command.name()));
                    for (String line : example) {
                        assertThat(bench.answer(line))
                                .as("%s, which shows %s", line, bench.shown())
                                .isIn(expected(line));
                    }
                    assertThat(bench.bugs()).isEmpty();
                    workspace.closeAll();
                }))
                .onClose(bench::close);
    }

    /** A lab's step that nobody worked on is not passed; one example shows what is refused; everything else works. */
    private static List<Answer> expected(String line) {
        return switch (line) {
            case "/exit" -> List.of(Answer.EXIT);
            case "/check" -> List.of(Answer.NEGATIVE);
            case "load(p, TRACEPOINT)", "List.of().add(1)" -> List.of(Answer.FAILED);
            default -> List.of(Answer.OK);
        };
    }
}
