package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Completion.Choice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways through the text at the prompt. */
class ReadingTest {
    @TempDir
    private Path folder;

    private TestBench bench;

    @BeforeEach
    void open() {
        bench = new TestBench(TinyLab.pages(), folder);
    }

    @AfterEach
    void close() {
        assertThat(bench.bugs()).isEmpty();
        bench.close();
    }

    @Test
    void oneReadsFromSectionToSectionAndBack() {
        assertThat(bench.type("/read 9.2"))
                .startsWith("9.2 Second section")
                .endsWith("Next: 9.3 Third section (/read next)");
        assertThat(bench.type("/read next")).startsWith("9.3 Third section");
        assertThat(bench.type("/read next")).startsWith("9.4 The last one").endsWith("/read contents shows all.");
        assertThat(bench.answer("/read next")).isEqualTo(Answer.FAILED);
        assertThat(bench.type("/read prev")).startsWith("9.3 Third section");
        assertThat(bench.type("/read previous")).startsWith("9.2 Second section");
        assertThat(bench.type("/read previous")).startsWith("Tiny chapter");
        assertThat(bench.answer("/read previous")).isEqualTo(Answer.FAILED);
    }

    @Test
    void historyGoesBackAndForwardAsInABrowser() {
        bench.type("/read 9.2");
        bench.type("/read 9/inner");
        bench.type("/read 9.4");

        assertThat(bench.type("/read back")).startsWith("Inside");
        assertThat(bench.type("/read back")).startsWith("9.2");
        assertThat(bench.type("/read back")).isEqualTo("there is nothing to go back to");
        assertThat(bench.type("/read forward")).startsWith("Inside");
        bench.type("/read third");
        assertThat(bench.type("/read forward")).isEqualTo("there is nothing to go forward to");
        assertThat(bench.type("/read back")).startsWith("Inside");
    }

    @Test
    void withoutAnArgumentOneReadsOn() {
        assertThat(bench.type("/read on")).contains("nothing is being read yet");
        assertThat(bench.type("/read")).startsWith("Chapters");
        bench.type("/read 9.2");
        assertThat(bench.type("/read")).startsWith("9.3 Third section");
        bench.type("/lab 9.1");
        assertThat(bench.type("/read")).contains("Create a hash map");
        assertThat(bench.type("/read on")).startsWith("9.4");
    }

    @Test
    void oneGoesOnNextTimeWhereOneLeft() throws Exception {
        Path file = folder.resolve("state/bookmark");
        bench.bench().use(Bookmark.in(file));
        assertThat(bench.type("/read")).startsWith("Chapters");
        bench.type("/read 9/inner");
        try (TestBench later = new TestBench(TinyLab.pages(), folder)) {
            later.bench().use(Bookmark.in(file));
            assertThat(later.type("/read contents")).contains("Inside (here)");
            assertThat(later.type("/read")).startsWith("Inside");
            Files.writeString(file, "no/such/place");
            later.bench().use(Bookmark.in(file));
            assertThat(later.type("/read")).startsWith("Chapters");
        }
        try (var kept = Files.list(folder.resolve("state"))) {
            assertThat(kept).containsExactly(file);
        }
    }

    @Test
    void referencesAreFollowedByTheirNumber() {
        assertThat(bench.type("/read 9.3"))
                .contains("Leads to (/follow N):", "  1  Inside [9/inner]", "  2  a step [lab/9.1/fill]");
        assertThat(bench.type("/follow 2")).startsWith("2 Fill it").doesNotContain("mapUpdate");
        bench.type("/read back");
        assertThat(bench.type("/follow 1")).startsWith("Inside");
        assertThat(bench.type("/follow 1"))
                .isEqualTo("there is nothing to follow; /read a section, or search with /read ?words");
        bench.type("/read 9.3");
        assertThat(bench.type("/follow 3")).isEqualTo("follow which? '3' is none of 1 to 2");
    }

    @Test
    void wordsAreSearchedForInAllPagesButNotInWhatIsKeptBack() {
        assertThat(bench.type("/read ?SECOND section"))
                .startsWith("1. Second section [9/9.2]")
                .contains("     Second section", "/follow N opens one.");
        assertThat(bench.type("/follow 1")).startsWith("9.2 Second section");
        assertThat(bench.type("/read ? hash map")).contains("[lab/9.1/1]");
        assertThat(bench.type("/read ?ECT"))
                .as("a part of 'section' and of many others, the beginning of none")
                .contains("Second section");
        assertThat(bench.type("/read ?in")).startsWith("1. Inside [9/inner]");
        assertThat(bench.type("/read ?gentle hint"))
                .isEqualTo("'gentle hint' stands nowhere; fewer or shorter words find more");
        assertThat(bench.type("/read ?")).isEqualTo("search for what? /read ?ring buffer");
    }

    @Test
    void contentsShowWhereOneIs() {
        bench.type("/read 9/inner");

        assertThat(bench.type("/read contents").lines())
                .containsSubsequence(
                        "Chapters",
                        "  /read 9  Tiny chapter",
                        "    /read 9/9.2  Second section",
                        ">     /read 9/inner  Inside (here)",
                        "Labs",
                        "  /read lab/9.1  Lab 9.1: Tiny");
    }

    @Test
    void examplesOfTheSectionRunByTheirNumber() {
        bench.type("/read 9.3");

        assertThat(bench.type("/run")).isEqualTo("""
                Examples of 9.3 Third section
                /run 1  int six = 6;
                /run 2  System.out.println(six * 7);""");
        assertThat(bench.answer("/run 2")).isEqualTo(Answer.FAILED);
        assertThat(bench.shown()).contains("Example 2 may need what the ones before it declare: /run 1-2");
        assertThat(bench.type("/run 1-2"))
                .startsWith("    int six = 6;")
                .contains("    System.out.println(six * 7);\n42");
        bench.type("/read 9.2");
        assertThat(bench.type("/run third 2")).contains("42");
        assertThat(bench.type("/run 9.3 all")).contains("42");
    }

    @Test
    void commandsRunAsExamplesTooAndSomeAreMeantToFail() {
        assertThat(bench.answer("/run 9.4 all")).isEqualTo(Answer.OK);
        assertThat(bench.shown())
                .contains("    /vars\n", "int seven = 7\n", "incompatible types", "It is meant to fail")
                .doesNotContain("may need");
    }

    @Test
    void answersAreKeptBackUntilTheyAreAskedFor() {
        assertThat(bench.type("/read 9.3")).contains("? Why 42? [/answer 1]").doesNotContain("zebra");
        assertThat(bench.type("/answer")).contains("/answer 1  Why 42?");
        assertThat(bench.type("/answer 1")).contains("Why 42?", "Because of the zebra.");
        assertThat(bench.type("/answer all")).contains("zebra");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /run          | of which section? /read 2.3 opens one, or name it: /run 2.3 1
            /run 9.2 1    | there is no example in 9.2 Second section
            /run 9.3 3    | 9.3 Third section has 1 to 2
            /run 9.3 2-1  | 9.3 Third section has 1 to 2
            /run 9.3 0    | 9.3 Third section has 1 to 2
            /run 9.3      | of which section? /read 2.3 opens one, or name it: /run 2.3 1
            /run 9 1      | there is no example in the beginning of 'Tiny chapter' (name a section, as in /run 2.3 1)
            /answer 9.4 1 | there is no question in 9.4 The last one
            /follow 1     | there is nothing to follow; /read a section, or search with /read ?words
            /read 9/inenr | no page '9/inenr' (did you mean 9/inner?)
            /read inenr   | no page 'inenr' (did you mean 9/inner?)
            /read 1       | no page '1' (did you mean 9?)
            /read wibble  | no page 'wibble' (there is 9, lab/9.1)
            """)
    void whatCannotBeReadIsSaidWithTheRemedy(String typed, String shown) {
        assertThat(bench.answer(typed)).isEqualTo(Answer.FAILED);
        assertThat(bench.shown()).isEqualTo(shown);
    }

    @Test
    void sectionsAreCompletedWithTheirTitles() {
        Completion read = Commands.find("/read").orElseThrow().completion();

        assertThat(read.choices(bench.bench(), List.of("")))
                .contains(new Choice("9", "Tiny chapter"), new Choice("lab/9.1", "Lab 9.1: Tiny"))
                .extracting(Choice::value)
                .contains("next", "back", "contents");
        assertThat(read.choices(bench.bench(), List.of("9/")))
                .contains(new Choice("9/9.3", "9.3 Third section"), new Choice("9/inner", "Inside"));
        assertThat(read.choices(bench.bench(), List.of("?ha"))).isEmpty();
    }
}
