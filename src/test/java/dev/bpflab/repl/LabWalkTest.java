package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.repl.Command.Answer;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walking a lab at the prompt, as a learner types it. */
@Tag("jdk")
class LabWalkTest {
    @TempDir
    private Path folder;

    private TestBench bench;

    @BeforeEach
    void open() {
        bench = new TestBench(TinyLab.pages(), folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aWholeWalk() {
        assertThat(bench.type("/lab"))
                .contains("9.1")
                .contains("Tiny")
                .contains("0 of 2")
                .contains("/lab 9.1 begins the first");
        assertThat(bench.type("/lab 9.1"))
                .contains("A lab to try the prompt on.")
                .contains("Step 1 of 2")
                .contains("Create a hash map in")
                .doesNotContain("gentle");
        assertThat(bench.type("var x = 1")).isEqualTo("x ==> 1");
        assertThat(bench.type("var m = createMap(HASH, 4, 8, 10)"))
                .contains("m ==> map 1")
                .contains("✓ Step 1 of 2 passed")
                .contains("/next goes on");
        assertThat(bench.type("/check")).contains("Step 1 is passed");
        assertThat(bench.type("/next")).contains("Step 2 of 2").contains("Put 7 under the key 1.");
        assertThat(bench.type("mapUpdate(m, u32(1), u64(6))")).isEqualTo("not yet: m, key 1: expected 7, found 6");
        assertThat(bench.answer("/check")).isEqualTo(Answer.NEGATIVE);
        assertThat(bench.shown())
                .contains("expected:")
                .contains("found:")
                .contains("look at:")
                .contains("6");
        assertThat(bench.type("mapUpdate(m, u32(1), u64(7))")).contains("✓ Step 2 of 2 passed");
        assertThat(bench.type("/lab")).contains("passed").contains("here you are");
        assertThat(bench.type("/next"))
                .contains("You did it.")
                .contains("Lab 9.1 is complete: 3 of 3 points.")
                .contains("Close it")
                .contains("/step e1 goes to the first of these.");
        assertThat(bench.answer("/check")).isEqualTo(Answer.OK);
        assertThat(bench.type("/next")).contains("Experiment 1 of 1: Close it");
        assertThat(bench.type("/next")).contains("Experiment 1 is skipped, not passed. /step e1 goes back.");
        assertThat(bench.type("/lab 9.1 E1")).contains("Experiment 1 of 1").doesNotContain("A lab to try");
        assertThat(bench.type("m.close()"))
                .contains("✓ Experiment 1 of 1 passed")
                .contains("/next goes on");
    }

    @Test
    void hintsComeInTiersAndTheSolutionAfterTrying() {
        bench.type("/lab 9.1");

        assertThat(bench.answer("/solution")).isEqualTo(Answer.FAILED);
        assertThat(bench.type("/hint")).contains("Hint 1 of 2").contains("gentle");
        assertThat(bench.shown()).endsWith("/hint gives the next.");
        assertThat(bench.answer("/hint 2")).isEqualTo(Answer.OK);
        assertThat(bench.shown()).contains("Hint 2 of 2").contains("plain").contains("That was the last hint");
        assertThat(bench.type("/hint 1")).contains("gentle");
        assertThat(bench.type("/hint 3")).isEqualTo("there is no hint 3 yet; /hint gives the next");
        assertThat(bench.type("/solution")).isEqualTo("var m = createMap(HASH, 4, 8, 10);");
        assertThat(bench.type("/read")).contains("Create a hash map in");
        assertThat(bench.answer("/lab 9.1 7")).isEqualTo(Answer.FAILED);
        assertThat(bench.shown()).isEqualTo("lab 9.1 has steps 1 to 2, experiment e1, but no '7'");
    }

    @Test
    void progressIsResumedAndRestarted() {
        bench.type("/lab 9.1");
        bench.type("var m = createMap(HASH, 4, 8, 10)");
        bench.type("/next");
        try (TestBench later = new TestBench(TinyLab.pages(), folder)) {
            assertThat(later.type("/lab")).contains("1 of 2").contains("You were in lab 9.1 at Step 2 of 2, Fill it.");
            assertThat(later.type("/lab 9.1"))
                    .contains("You go on where you were")
                    .contains("Step 2 of 2");
            assertThat(later.type("mapUpdate(m, u32(1), u64(7))")).contains("✓ Step 2 of 2 passed");
            assertThat(later.type("/restart")).contains("Step 2 of 2").doesNotContain("Passed");
            assertThat(later.type("/dump m")).contains("(empty)");
            assertThat(later.type("/restart lab")).contains("Step 1 of 2");
            assertThat(later.session().variable("m")).isEmpty();
            assertThat(later.session().workspace().maps()).isEmpty();
        }
    }

    @Test
    void aRestartedStepKnowsNothingOfWhatWasDeclaredInIt() {
        bench.type("/lab 9.1");
        bench.type("var m = createMap(HASH, 4, 8, 10)");
        bench.type("/next");
        bench.type("mapUpdate(m, u32(1), u64(7))");
        bench.type("long mine = 7");

        assertThat(bench.type("/restart step"))
                .contains("Step 2 begins again")
                .contains("/restart undo brings it back")
                .contains(folder.toString());
        assertThat(bench.session().variable("mine")).isEmpty();
        assertThat(bench.session().variable("m")).isPresent();
        assertThat(bench.type("/restart undo"))
                .contains("What was there before the restart is back")
                .contains("Passed.");
        assertThat(bench.session().variable("mine")).contains(7L);
        assertThat(bench.type("/step 1")).contains("Step 1 of 2");
        assertThat(bench.type("/restart")).contains("What came after it begins anew too: 2.");
        assertThat(bench.type("/restart sideways")).startsWith("restart what?");
        assertThat(bench.answer("/restart all")).isEqualTo(Answer.OK);
        assertThat(bench.type("/restart undo")).doesNotContain("nothing to bring back");
    }

    @Test
    void everyLabBeginsAnewAndNamesItsBackup() {
        bench.type("/lab 9.1");
        bench.type("var m = createMap(HASH, 4, 8, 10)");
        try (TestBench later = new TestBench(TinyLab.pages(), folder)) {
            assertThat(later.type("/restart all"))
                    .contains("Lab 9.1 begins anew")
                    .contains(".bak")
                    .contains("Every lab begins anew.");
            assertThat(later.type("/lab 9.1")).contains("A lab to try the prompt on.");
            assertThat(later.type("/restart undo")).contains("is back").contains("Passed");
        }
    }

    @Test
    void theSolutionIsTypedForWhoHasTried() {
        bench.type("/lab 9.1");
        assertThat(bench.answer("/solution run")).isEqualTo(Answer.FAILED);
        bench.type("nonsense");
        assertThat(bench.type("/solution run"))
                .contains("var m = createMap(HASH, 4, 8, 10);")
                .contains("m ==> map 1")
                .contains("✓ Step 1 of 2 passed");
        assertThat(bench.type("/step")).contains("passed, solution shown");
        assertThat(bench.answer("/solution walk")).isEqualTo(Answer.FAILED);
        bench.type("/next");
        bench.type("/next");
        assertThat(bench.type("/restart step")).isEqualTo("This is the lab's end, and no step; /step shows them.");
    }

    @Test
    void stepsAreCompletedByAddressAndId() {
        Completion step = Commands.find("/step").orElseThrow().completion();
        assertThat(step.choices(bench.bench(), List.of(""))).isEmpty();
        bench.type("/lab 9.1");
        assertThat(step.choices(bench.bench(), List.of("")))
                .contains(new Completion.Choice("1", "Create a map"), new Completion.Choice("fill", "Step 2"))
                .contains(new Completion.Choice("e1", "Close it"));
        assertThat(bench.type("/step fill")).contains("Step 2 of 2");
        assertThat(bench.type("/step")).contains("here you are").contains("0 of 2 steps");
    }

    @Test
    void whatIsSavedInALabIsASubmissionThatRuns() throws Exception {
        Path file = folder.resolve("mine.jsh");
        bench.type("/lab 9.1");
        bench.type("var m = createMap(HASH, 4, 8, 10)");
        bench.type("/next");
        bench.type("mapUpdate(m, u32(1), u64(7))");
        bench.type("/lab 9.1 close");
        bench.type("m.close()");
        bench.type("/save " + file);

        assertThat(Files.readAllLines(file).get(0)).isEqualTo("// bpflab lab 9.1 version 1");
        try (TestBench other = new TestBench(TinyLab.pages(), folder.resolve("other"))) {
            String script = "/lab 9.1\n" + Files.readString(file);
            assertThat(new ScriptRunner(other.bench(), "mine.jsh").run(new StringReader(script)))
                    .isEqualTo(ScriptRunner.OK);
            assertThat(other.shown())
                    .contains("✓ Step 1 of 2 passed")
                    .contains("✓ Step 2 of 2 passed")
                    .contains("✓ Experiment 1 of 1 passed");
        }
    }

    @Test
    void chaptersAndSectionsAreRead() {
        assertThat(bench.type("/read")).contains("/read 9").contains("Tiny chapter");
        assertThat(bench.type("/read 9")).contains("The beginning.").contains("second section");
        assertThat(bench.type("/read 9/9.2"))
                .contains("Text of the second section.")
                .doesNotContain("beginning");
        assertThat(bench.type("/read 9.2")).contains("Text of the second section.");
        assertThat(bench.type("/read lab/9.1"))
                .contains("A lab to try the prompt on.")
                .contains("Create a hash map in")
                .doesNotContain("hint")
                .doesNotContain("createMap(HASH");
    }

    @Test
    void aScriptThatLeavesALabUnfinishedIsNegative() throws Exception {
        int status = new ScriptRunner(bench.bench(), "s").run(new StringReader("/lab 9.1\n/next\n/next\n/next\n"));

        assertThat(status).isEqualTo(ScriptRunner.NEGATIVE);
        assertThat(bench.shown()).contains("Not passed: 1 (").contains("/step 1 goes back");
    }
}
