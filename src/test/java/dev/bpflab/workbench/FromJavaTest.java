package dev.bpflab.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's program is the one that is compiled here, and as a process of its own it prints what the README says. */
class FromJavaTest {
    @Test
    void theReadmeShowsTheProgramAndWhatItPrints() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String section =
                readme.substring(readme.indexOf("\n## From Java\n"), readme.indexOf("\n## For other programs\n"));
        assertThat(section).contains("```java\n" + program() + "```\n").contains("```text\n" + printed() + "```\n");
    }

    private static String program() throws IOException {
        return Files.readString(Path.of("src/test/java/dev/bpflab/workbench/FromJava.java"))
                .replaceFirst("package .*;\n\nimport", "import dev.bpflab.workbench.*;\nimport");
    }

    /** A process that does not end by itself would hang here: nothing of a closed workbench may go on. */
    private static String printed() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FromJava.class.getName()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
