package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradeProgressTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final GradeProgress progress =
            new GradeProgress(new Streams(InputStream.nullInputStream(), err, err, Map.of(), false));

    @Test
    void anInterruptedRunIsToldOnceWithHowFarItCame() throws Exception {
        progress.begins(3);
        assertThat(progress.during(() -> {
                    throw new InterruptedException();
                }))
                .isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        3 submissions to grade
                        interrupted: 0 of 3 are graded; the same command goes on from there
                        """);
    }
}
