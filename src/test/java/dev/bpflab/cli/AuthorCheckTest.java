package dev.bpflab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The labs of this project, and a broken one, as their author checks them. */
@Tag("jdk")
class AuthorCheckTest {
    @TempDir
    private Path home;

    private Cli cli;

    @BeforeEach
    void withThePagesOfTheBuild() throws Exception {
        BuiltPages.copyTo(home);
        cli = new Cli(home);
    }

    @Test
    void everyLabIsInOrderOnTheSimulatedKernelAndItsChecksFindASampleOfMistakes() {
        Cli.Ended ended = cli.run("author", "check", "--host", "sim", "--mutate", "12", "--seed", "42");

        assertThat(ended.out())
                .contains("Lab 2.1: Process counter", "Lab 2.4: Event log")
                .doesNotContain("LET THROUGH")
                .endsWith("All is in order.\n");
        assertThat(ended.out().split(" 0 that do not\\)", -1)).hasSizeGreaterThan(4);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void whatIsToBeMendedIsToldAndNegative() throws Exception {
        Path lab = Files.createDirectories(home.resolve("9.1-tiny"));
        Files.writeString(lab.resolve("start.jsh"), "long x = 1;\n");
        Files.writeString(lab.resolve("solution.jsh"), "// tag::set[]\nlong x = 4;\n// end::set[]\nlong y = 1;\n");
        Files.writeString(lab.resolve("lab.adoc"), """
                = Lab 9.1: Tiny
                :page-version: 1

                Text.

                [.step#set]
                == 1 Set x

                [.check,variable=x,as=u64,is=1,otherwise="long x = 4; sets it."]
                It is 1.

                [.solution]
                [source,java]
                ----
                include::solution.jsh[tag=set]
                ----
                """);

        Cli.Ended text = cli.run("author", "check", lab.toString(), "--host", "sim");

        assertThat(text.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(text.out())
                .contains("step 'set': otherwise of the check in line")
                .contains("solution.jsh: no step shows 'longy=1;' at its end")
                .contains("step 'set': passes already after start.jsh")
                .contains("step 'set': its solution does not pass it: expected x = 1, found x = 4")
                .contains("kernel  not checked: not asked for")
                .doesNotContain("mutants")
                .endsWith("There is something to mend.\n");
        Cli.Ended json = cli.run("author", "check", lab.toString(), "--host", "sim", "--json");
        assertThat(json.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(json.out())
                .contains("\"passed\" : false")
                .contains("\"where\" : \"step 'set'\"")
                .contains("\"skipped\" : \"not asked for\"");
        Cli.Ended walked = cli.runWithInput("/lab\n".getBytes(UTF_8), "lab", lab.toString(), "--host", "sim");
        assertThat(walked.out())
                .contains("Lab 9.1: Tiny")
                .contains("Step 1 of 1: Set x")
                .contains("2.1 │ Process counter");
    }

    @Test
    void aDocumentThatIsBrokenIsToldWithFileAndLine() throws Exception {
        Path lab = Files.createDirectories(home.resolve("9.2-broken"));
        Files.writeString(lab.resolve("lab.adoc"), "= Lab 9.2: Broken\n:page-version: 1\n\n[.step#a]\n== A\n\ntext\n");

        Cli.Ended ended = cli.run("author", "check", lab.toString(), "--host", "sim");

        assertThat(ended.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(ended.out()).contains("lab.adoc:5: step 'a': it has no solution");
    }

    @Test
    void aLabThatIsNotThereCannotBeChecked() {
        Cli.Ended ended = cli.run("author", "check", "7.7", "--host", "sim");

        assertThat(ended.status()).isEqualTo(ExitStatus.NOT_RUN);
        assertThat(ended.err()).contains("open lab '7.7': unknown lab '7.7' (there are 2.1");
    }
}
