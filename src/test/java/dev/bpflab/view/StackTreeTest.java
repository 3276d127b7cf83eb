package dev.bpflab.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Stacks as a tree of what called what. */
class StackTreeTest {
    private static StackTree tree() {
        Map<List<String>, Long> stacks = new LinkedHashMap<>();
        stacks.put(List.of("main", "work", "hash"), 500L);
        stacks.put(List.of("main", "work", "read", "copy_to_user_of_a_long_name"), 300L);
        stacks.put(List.of("main", "work", "read"), 100L);
        stacks.put(List.of("main", "idle"), 96L);
        stacks.put(List.of("main", "rare"), 2L);
        stacks.put(List.of("main", "seldom"), 2L);
        return StackTree.of(stacks);
    }

    @Test
    void branchesAreIndentedAndChainsAreNot() {
        assertThat(tree().plain(80)).isEqualTo("""
                100 %  main
                 90 %  ├─ work
                 50 %  │  ├─ hash
                 40 %  │  └─ read
                 30 %  │     └─ copy_to_user_of_a_long_name
                9.6 %  ├─ idle
                       └─ … 2 smaller ones""");
    }

    @Test
    void longNamesAreCutWhereTheTerminalIsNarrow() {
        assertThat(tree().plain(30)).contains(" 30 %  │     └─ copy_to_user_…");
        assertThat(tree().lines(30)).allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(30));
    }

    @Test
    void whereSamplesEndedIsMarked() {
        assertThat(new Theme(true, true).print(tree().lines(80)))
                .contains("hash\u001b[0m")
                .contains(" 90 %  \u001b[2m├─ \u001b[0mwork\n");
    }
}
