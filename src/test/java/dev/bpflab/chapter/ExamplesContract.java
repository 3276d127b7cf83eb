package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.session.Outcome;
import dev.bpflab.session.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example of every chapter, run as a reader would type it: section by section, each in a session of its own. What
 * it prints is what the page shows after it in a block with the role {@code output}, or nothing.
 */
abstract class ExamplesContract {
    /** Returns a fresh workspace on the host under test. */
    abstract Workspace workspace();

    @TestFactory
    Stream<DynamicTest> everyExamplePrintsWhatThePageShows() {
        PageLibrary library = PageLibrary.bundled();
        return library.entries().stream()
                .filter(entry -> !entry.isLab())
                .map(entry -> library.page(entry.id()))
                .flatMap(page -> page.sections().stream()
                        .filter(section -> section.level() == 1)
                        .map(section -> DynamicTest.dynamicTest(
                                page.id() + " " + section.title().plain(), () -> run(section))));
    }

    private void run(Block.Section section) {
        List<Block> blocks = Page.allBlocks(List.of(section));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (Workspace workspace = workspace();
                Session session = Session.open(workspace, new PrintStream(printed, true, StandardCharsets.UTF_8))) {
            workspace.use();
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i) instanceof Block.Code code && code.language().equals("java")) {
                    printed.reset();
                    List<Outcome> outcomes = session.run(code.source(), outcome -> {});
                    for (Outcome outcome : outcomes) {
                        // The simulator may lack what an example needs, but it says so and never guesses.
                        assumeFalse(outcome.text().contains(" is not simulated"), outcome.text());
                        assertThat(outcome.kind())
                                .as("line %d: %s", code.line(), outcome.text())
                                .isEqualTo(Outcome.Kind.DONE);
                    }
                    assertThat(printed.toString(StandardCharsets.UTF_8).stripTrailing())
                            .as("printed by line %d", code.line())
                            .isEqualTo(output(blocks, i + 1));
                }
            }
        }
    }

    private static String output(List<Block> blocks, int at) {
        return at < blocks.size() && blocks.get(at) instanceof Block.Literal shown && shown.hasRole("output")
                ? shown.text()
                : "";
    }
}
