package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.repl.Proposals.Proposal;
import dev.bpflab.session.Completions.Documented;
import dev.bpflab.view.Line;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Tab shows fits, whatever there is to show and wherever. */
class CompletionPanelTest {
    private static final String LONG =
            "Returns what there is, as long as there is something, and else what was there before it.";

    private static Proposals many(int count) {
        List<Proposal> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(new Proposal(
                    "member" + i + "(", "member" + i + "(MapSpec<Long, Long> spec, int i)", LONG, false, true));
        }
        Documented call = new Documented("Histogram histogram(BpfMap<?, ?> map, Map<Long, Long> more)", LONG);
        return new Proposals(0, list, List.of(call), 1);
    }

    private static List<String> plain(List<Line> lines) {
        return lines.stream().map(Line::plain).toList();
    }

    @ParameterizedTest
    @CsvSource({"80, 20, 5", "80, 20, 500", "40, 10, 5", "40, 10, 500", "20, 4, 500", "1, 1, 3", "200, 60, 0"})
    void everyLineFits(int width, int rows, int count) {
        CompletionPanel panel = new CompletionPanel(width, rows);
        for (int marked : new int[] {-1, 0, count - 1}) {
            List<Line> lines = panel.list(many(count), marked);
            assertThat(lines).allMatch(line -> line.width() <= Math.max(20, width));
            if (rows > 5) {
                assertThat(lines).hasSizeLessThanOrEqualTo(rows);
            }
        }
        panel.documentation(many(0).call())
                .forEach(page -> assertThat(page).allMatch(line -> line.width() <= Math.max(20, width)));
    }

    @Test
    void whatStandsBesideIsLeftOutWhereThereIsNoRoom() {
        assertThat(plain(new CompletionPanel(80, 20).list(many(1), -1)))
                .last()
                .asString()
                .contains("Returns what");
        assertThat(plain(new CompletionPanel(40, 20).list(many(1), -1)))
                .last()
                .asString()
                .startsWith("  Returns what");
        assertThat(plain(new CompletionPanel(40, 20).list(many(30), -1)))
                .filteredOn(line -> line.startsWith("  Returns"))
                .as("only what is said of the method")
                .hasSize(1);
    }

    @Test
    void whatIsMarkedIsSeen() {
        List<String> lines = plain(new CompletionPanel(80, 10).list(many(50), 40));
        assertThat(lines).anyMatch(line -> line.startsWith("member40("));
        assertThat(lines.get(lines.size() - 1)).startsWith("\u2026 and ");
    }

    @Test
    void longDocumentationComesInPages() {
        List<List<Line>> pages =
                new CompletionPanel(40, 5).documentation(List.of(new Documented("f()", LONG.repeat(5))));
        assertThat(pages).hasSizeGreaterThan(1).allMatch(page -> page.size() <= 5);
        assertThat(plain(pages.get(0))).last().isEqualTo("-- Tab shows the rest --");
        assertThat(plain(pages.get(pages.size() - 1))).doesNotContain("-- Tab shows the rest --");
    }
}
