package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read outside of the prompt, into a pipe. */
class ReadCommandTest {
    @TempDir
    private Path home;

    private Cli.Ended run(String... args) {
        return new Cli(home).run(args);
    }

    @Test
    void pagesAndSectionsAreListedAndShown() {
        Cli.Ended list = run("read");
        assertThat(list.status()).isZero();
        assertThat(list.out())
                .contains("Chapters\n", "  bpflab read 2  BPF maps\n")
                .doesNotContain("bpflab read 2/hash");
        assertThat(run("read", "2", "--contents").out()).contains("bpflab read 2/hash  Hash");
        assertThat(run("read", "hash").out()).startsWith("Hash\n").doesNotContain("/run", "/follow");
    }

    @Test
    void searchTellsBySectionAndByItsStatus() {
        Cli.Ended found = run("read", "--search", "ring buffer");
        assertThat(found.status()).isZero();
        assertThat(found.out()).startsWith("1. Ring buffer [");
        assertThat(run("read", "?ring buffer").out()).isEqualTo(found.out());

        Cli.Ended nothing = run("read", "--search", "no such words");
        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.err()).contains("'no such words' stands nowhere");
    }

    @Test
    void anIdThatIsNearlyRightIsNamed() {
        Cli.Ended wrong = run("read", "2/hsh");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo(
                        "bpflab: read '2/hsh': no page '2/hsh' (did you mean 2/hash?); bpflab read lists what there is\n");
    }

    @Test
    void aSiteIsNotWrittenOverAnythingElse() throws Exception {
        Files.writeString(home.resolve("thesis.txt"), "");
        Cli.Ended refused = run("site", home.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("bpflab: write site '" + home
                        + "': it is not empty and no site of ours; name a new folder, or empty that one yourself\n");
    }
}
