package dev.bpflab.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.repl.Transcript;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example of every chapter and lab, run as a reader would type it. What it prints is what the page shows after it;
 * with {@code -Drewrite} the page is made to show it.
 */
abstract class ExamplesContract {
    /** Returns a fresh workspace on the host under test. */
    abstract Workspace workspace();

    @TestFactory
    Stream<DynamicTest> everyExamplePrintsWhatThePageShows() {
        PageLibrary library = PageLibrary.bundled();
        return library.entries().stream()
                .map(entry -> library.page(entry.id()))
                .flatMap(page -> Example.scenes(page).stream())
                .map(scene -> DynamicTest.dynamicTest(scene.name(), () -> play(scene)));
    }

    private void play(Example.Scene scene) throws IOException {
        Workspace workspace = workspace();
        String host = workspace.host().name();
        try (Transcript transcript = new Transcript(workspace)) {
            for (Example example : scene.examples()) {
                if (!example.isLive() || host.equals("kernel")) {
                    Transcript.Result result = type(example, transcript);
                    judge(example, result, host);
                }
            }
        }
    }

    /** Types an example at the prompt. */
    Transcript.Result type(Example example, Transcript transcript) throws IOException {
        return example.code().language().equals("java")
                ? transcript.java(example.code().source())
                : transcript.commands(example.code().source());
    }

    /** Ends the scene, in which something is not as the page says. */
    void wrong(String message) {
        fail(message);
    }

    private void judge(Example example, Transcript.Result result, String host) throws IOException {
        if (result.ok() == example.fails()) {
            wrong(example + ": " + result.text());
        }
        Block.Literal output = example.output();
        if (output == null) {
            // Values that the page does not care to show are nobody's surprise; what is printed or fails is.
            assertThat(result.isQuiet() || example.isSolution())
                    .as("%s prints, and no [.output] block shows it:%n%s", example, result.text())
                    .isTrue();
        } else if (example.isComparedOn(host) && !example.shows(result.text())) {
            if (!Generated.rewrites()) {
                wrong("%s shows what is not printed on the host '%s' (- shown, + printed; see CONTRIBUTING)%n%s"
                        .formatted(example, host, Generated.difference(output.text(), result.text())));
            }
            if (host.equals("sim") || example.isLive()) {
                ShownOutputs.set(example.page().id(), output.line(), result.text());
            }
        }
    }
}
