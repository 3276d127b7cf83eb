package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.MapType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What chapter 2 must have, and what no page may say. */
class ChapterTest {
    private static final PageLibrary PAGES = PageLibrary.bundled();

    /**
     * What many texts say and the kernel does not. A sentence that takes it up to deny it begins with "unlike" or has a
     * "not", "no" or "never" in it.
     */
    static Stream<String> refuted() {
        return Stream.of(
                "single.producer",
                "ring buffer.*lock-free",
                "per-cpu hash.*lock-free",
                "array.*(has|takes|needs) a lock",
                "hash.*memory is dynamic",
                "stack.*memory is dynamic|allocated on demand.*stack",
                "evicts? the oldest",
                "drops the least recently used",
                "(iteration|walking).*userspace only",
                "atomic.*(need|require)s?.* 5\\.12",
                "400 sys(tem )?calls?",
                "clos(e|ing).*(frees|destroys) the map",
                "R1 (is|holds|points to) (a|the) map when",
                "sampl.*kprobe",
                "verifier.*dmesg|dmesg.*verifier",
                "ulimit -l",
                "online CPUs",
                "EEXIST.*stack.*full");
    }

    private static Stream<String> sentences() {
        return PAGES.entries().stream()
                .flatMap(entry -> PAGES.page(entry.id()).allBlocks().stream())
                .flatMap(block -> PageText.texts(block).stream())
                .flatMap(text -> Stream.of(text.plain().split("(?<=[.?!:]) ")));
    }

    @ParameterizedTest
    @MethodSource("refuted")
    void noPageClaimsWhatIsNotSo(String claim) {
        assertThat(sentences()
                        .filter(sentence -> sentence.matches("(?is).*(" + claim + ").*"))
                        .filter(sentence -> !sentence.matches("(?is).*\\b(unlike|not|no|never|none)\\b.*")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "HASH",
                "ARRAY",
                "PERCPU_HASH",
                "PERCPU_ARRAY",
                "LRU_HASH",
                "LRU_PERCPU_HASH",
                "LPM_TRIE",
                "QUEUE",
                "STACK",
                "STACK_TRACE",
                "RINGBUF"
            })
    void everyMapTypeHasItsSectionWithAnExampleThatIsRun(MapType type) {
        Block.Section section =
                PAGES.page("2").section(type.kernelName().replace('_', '-')).orElseThrow();
        List<Example> examples = Example.scenes(new Page("2", "", Map.of(), List.of(section))).stream()
                .flatMap(scene -> scene.examples().stream())
                .toList();

        assertThat(section.blocks())
                .anySatisfy(block -> assertThat(PageText.lines(block)).anyMatch(line -> line.startsWith("Use it")));
        assertThat(examples).anySatisfy(example -> {
            assertThat(example.code().source()).contains("MapSpec." + factory(type) + "(");
            assertThat(example.isLive()).isFalse();
        });
        assertThat(examples).anyMatch(example -> example.output() != null);
    }

    /** {@code PERCPU_HASH} is {@code percpuHash}. */
    private static String factory(MapType type) {
        StringBuilder name = new StringBuilder();
        for (String word : type.kernelName().split("_", -1)) {
            name.append(name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    @Test
    void everySectionEndsWithQuestionsThatHaveAnswers() {
        for (Block.Section section : PAGES.page("2").sections()) {
            if (section.level() == 1 && section.number() != null) {
                assertThat(Page.allBlocks(List.of(section)))
                        .as(section.title().plain())
                        .filteredOn(block ->
                                block instanceof Block.Group && !block.title().isEmpty())
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(answer -> assertThat(answer.blocks()).isNotEmpty());
            }
        }
    }

    @Test
    void everyTermOfTheGlossaryIsExplained() {
        assertThat(PAGES.page("glossary").sections())
                .hasSizeGreaterThan(20)
                .allSatisfy(term -> assertThat(term.blocks()).isNotEmpty());
    }
}
