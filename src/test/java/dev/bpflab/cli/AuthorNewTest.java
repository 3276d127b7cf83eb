package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lab that {@code bpflab author new} makes, as its author goes on with it. */
@Tag("jdk")
class AuthorNewTest {
    @TempDir
    private Path home;

    private Cli.Ended run(String... args) {
        return new Cli(home).run(args);
    }

    @ParameterizedTest
    @CsvSource({"exec, Lab 9.1: Who runs", "packets, Lab 9.1: Who runs"})
    void aNewLabIsInOrderAndItsChecksFindMistakes(String hook, String title) {
        String lab = home.resolve("9.1-who-runs").toString();

        assertThat(run("author", "new", lab, "--hook", hook).status()).isEqualTo(ExitStatus.OK);
        Cli.Ended checked = run(
                "author", "preview", lab, "--once", "--host", "sim", "--mutate", "10", "--seed", "4", "--step", "2");

        assertThat(checked.err()).isEmpty();
        assertThat(checked.out())
                .contains("Step 2 of 5: Assemble the program", "Hint 1 of ", title, " 0 that do not)")
                .doesNotContain("Step 1 of 5")
                .endsWith("All is in order.\n");
        assertThat(checked.status()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void aMistakeThatTheChecksLetThroughIsToldWithItsLine() throws Exception {
        Path lab = home.resolve("9.3-lenient");
        run("author", "new", lab.toString());
        Path document = lab.resolve("lab.adoc");
        String text = Files.readString(document);
        int check = text.indexOf("[.check,behaviour=");
        int end = text.indexOf("[.hint]", check);
        String live = text.substring(
                text.indexOf("[.check,map=runs"), text.indexOf("[.hint]", text.indexOf("[.check,map=runs")));
        Files.writeString(
                document,
                (text.substring(0, check) + text.substring(end))
                        .replace(live, "[.check,ran=once,as=true]\n`once` is a process that was run here.\n\n"));
        Path solution = lab.resolve("solution.jsh");
        Files.writeString(
                solution,
                Files.readString(solution)
                        .replace("var three = runProcesses(\"true\", 3);", "var once = runExecChain(\"true\", 1);"));

        Cli.Ended checked = run("author", "check", lab.toString(), "--host", "sim", "--mutate", "all", "--seed", "4");

        assertThat(checked.out())
                .contains("solution.jsh:13: step 'assemble': helperGetCurrentComm(R1, 16) is missing: LET THROUGH")
                .endsWith("There is something to mend.\n");
        assertThat(checked.status()).isEqualTo(ExitStatus.NEGATIVE);
    }

    @Test
    void aLabIsCheckedWithTheRecordingsInItsFolder() throws Exception {
        Path lab = home.resolve("9.4-recorded");
        run("author", "new", lab.toString());
        Path events = Files.createDirectory(lab.resolve("events"));
        String recorded = Files.readAllLines(Path.of("labs/2.1-process-counter/events/exec.jsonl"))
                .get(0);
        String own = recorded.replaceAll("\"comm\":\"[^\"]*\"", "\"comm\":\"onlyhere\"");
        Files.writeString(events.resolve("exec.jsonl"), own + "\n");
        Path document = lab.resolve("lab.adoc");
        Files.writeString(
                document,
                Files.readString(document)
                        .replace(
                                "|{three.comm} |>= {three.execs}", "|{three.comm} |>= {three.execs}\n|onlyhere |>= 1"));

        Cli.Ended ended = run("author", "check", lab.toString(), "--host", "sim", "--mutate", "0");

        assertThat(own).contains("onlyhere");
        assertThat(ended.out()).endsWith("All is in order.\n");
    }

    @Test
    void whatIsThereAlreadyIsNotOverwritten() throws Exception {
        Path lab = Files.createDirectory(home.resolve("9.1-mine"));
        Path text = Files.writeString(lab.resolve("lab.adoc"), "mine");

        Cli.Ended ended = run("author", "new", lab.toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.NOT_RUN);
        assertThat(ended.err()).contains("is there already; choose another name");
        assertThat(text).hasContent("mine");
        assertThat(lab.toFile().list()).containsExactly("lab.adoc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mine", "9-mine", "9.1", "9.1-", "9.1-Mine", "9.1-a b", "9.1-a_b", "9.1--a", "9.1-..", ".."})
    void aNameThatNoLabCanHaveIsRefused(String name) {
        Cli.Ended ended = run("author", "new", home.resolve(name).toString());

        assertThat(ended.status()).isEqualTo(ExitStatus.NOT_RUN);
        assertThat(ended.err()).contains("give an id and words, such as 9.1-disk-latency");
        assertThat(home.resolve(name).resolve("lab.adoc")).doesNotExist();
    }

    @Test
    void aBrokenDocumentIsToldWithItsLineAndTheSampleOfMistakesIsANumber() throws Exception {
        Path lab = home.resolve("9.2-broken");
        run("author", "new", lab.toString());
        Path document = lab.resolve("lab.adoc");
        Files.writeString(document, Files.readString(document).replace("tag=run", "tag=rum"));

        Cli.Ended shown = run("author", "preview", lab.toString(), "--once", "--host", "sim");

        assertThat(shown.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(shown.out()).contains("lab.adoc:").contains("rum").endsWith("There is something to mend.\n");
        assertThat(run("author", "check", lab.toString(), "--mutate", "some").err())
                .contains("mutate 'some': it is no number; write how many, 0 for none, or all");
        assertThat(run("author", "preview", home.resolve("none").toString()).err())
                .contains("there is no such folder; bpflab author new makes one");
    }
}
