package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Asm;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Values;
import dev.bpflab.look.Exports;
import dev.bpflab.pattern.Patterns;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of the vocabulary is what the source says, and nothing is missing. */
class VocabularyPageTest {
    private static final Pattern CALL = Pattern.compile("\\b([a-z]\\w+)\\(");

    @Test
    void thePageSaysWhatTheCommentsSay() throws IOException {
        Generated.holds(VocabularyPage.FILE, VocabularyPage.text());
    }

    @Test
    void everyWordIsOnThePage() throws IOException {
        Set<String> missing = new TreeSet<>();
        Stream.of(Bpf.class, Values.class, Codecs.class, Patterns.class, Exports.class, Asm.class)
                .flatMap(each -> Arrays.stream(each.getMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                // What works on half registers has its name on the page without the 32.
                .filter(method ->
                        !method.getName().matches(".*32(sx\\d+)?") || method.getDeclaringClass() == Values.class)
                .map(Method::getName)
                .forEach(missing::add);
        missing.removeAll(names());

        assertThat(missing).isEmpty();
    }

    @Test
    void theTablesOfTheChapterNameWordsThatThereAre() throws IOException {
        Set<String> known = names();
        Stream.of(BpfMap.class, MapSpec.class)
                .flatMap(each -> Arrays.stream(each.getMethods()))
                .map(Method::getName)
                .forEach(known::add);
        for (String section : List.of("2.3", "api-maps", "api-programs", "values")) {
            Block.Section found =
                    PageLibrary.bundled().page("2").section(section).orElseThrow();
            List<String> called = Page.allBlocks(List.of(found)).stream()
                    .filter(Block.Table.class::isInstance)
                    .flatMap(table -> ((Block.Table) table).rows().stream())
                    .flatMap(row -> row.stream().limit(3))
                    .flatMap(cell -> CALL.matcher(cell.plain()).results())
                    .map(call -> call.group(1))
                    .toList();
            assertThat(known).as("words of " + section).containsAll(called);
        }
    }

    private static Set<String> names() throws IOException {
        return VocabularyPage.words().stream()
                .map(DocComments.Word::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
