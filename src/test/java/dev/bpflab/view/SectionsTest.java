package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.view.Sections.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionsTest {
    private static final Sections SECTIONS = new Sections(List.of(
            new Section("refused", List.of(Line.of("#7 loadMem(DW, R1, R6, 0)", Style.CODE))),
            new Section(
                    "R6",
                    List.of(
                            Line.of("the address of a value in a map, or 0 when the map has no such key"),
                            Line.of("  #5 helperMapLookupElem(R1, R2) and more of the same that is long")))));

    private static List<String> plain(int width) {
        return SECTIONS.lines(width).stream().map(Line::plain).toList();
    }

    @Test
    void labelsStandBesideTheTextWhereThereIsRoom() {
        assertThat(plain(60))
                .containsExactly(
                        "refused  #7 loadMem(DW, R1, R6, 0)",
                        "R6       the address of a value in a map, or 0 when the map",
                        "         has no such key",
                        "           #5 helperMapLookupElem(R1, R2) and more of the",
                        "             same that is long");
    }

    @Test
    void labelsStandAboveTheTextWhereItIsNarrow() {
        assertThat(plain(40))
                .containsExactly(
                        "refused",
                        "  #7 loadMem(DW, R1, R6, 0)",
                        "R6",
                        "  the address of a value in a map, or 0",
                        "  when the map has no such key",
                        "    #5 helperMapLookupElem(R1, R2) and",
                        "      more of the same that is long");
    }

    @Test
    void noLineIsWiderThanAsked() {
        for (int width = 20; width <= 100; width++) {
            int most = width;
            assertThat(SECTIONS.lines(width)).allMatch(line -> line.width() <= most);
        }
    }
}
