package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownOutputsTest {
    @Test
    void theBlocksAtTheLinesShowWhatWasPrintedAndNothingElseChanges() {
        ShownOutputs document = new ShownOutputs(List.of(
                "= X",
                "[source,java]",
                "----",
                "code",
                "----",
                "[.output]",
                "----",
                "old",
                "----",
                "end",
                "[.output]",
                "----",
                "----"));

        document.set(6, "new\nlines");
        document.set(11, "more");

        assertThat(document.lines())
                .containsExactly(
                        "= X",
                        "[source,java]",
                        "----",
                        "code",
                        "----",
                        "[.output]",
                        "----",
                        "new",
                        "lines",
                        "----",
                        "end",
                        "[.output]",
                        "----",
                        "more",
                        "----");
    }

    @Test
    void idsTimesAndAddressesAreNotComparedAndOtherNumbersAre() {
        assertThat(Masks.masked("map 17 'hits' holds 3, 2394 ns a run, pid 4711 at 0xffffffff81000000"))
                .isEqualTo("map # 'hits' holds 3, # ns a run, pid # at #");
        assertThat(Masks.masked("max_entries 64, 8 bytes, returned 2"))
                .isEqualTo("max_entries 64, 8 bytes, returned 2");
    }

    @Test
    void outputThatDiffersIsNotShownAndItsOrderCountsUnlessThePageSaysOtherwise() {
        assertThat(example("output").shows("a\nmap 9\nb")).isTrue();
        assertThat(example("output").shows("a\nmap 9")).isFalse();
        assertThat(example("output").shows("b\na\nmap 9")).isFalse();
        assertThat(example("output", "unordered").shows("b\na\nmap 9")).isTrue();
    }

    private static Example example(String... roles) {
        Page page = new Page("x", "X", Map.of(), List.of());
        Marks marks = new Marks(null, Text.EMPTY, List.of(roles), Map.of(), 1);
        return new Example(page, new Block.Code(Marks.NONE, "java", "code"), new Block.Literal(marks, "a\nmap 1\nb"));
    }
}
