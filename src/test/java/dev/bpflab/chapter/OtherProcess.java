package dev.bpflab.chapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpflab.kernel.Live;
import dev.bpflab.repl.Transcript;
import java.io.IOException;
import java.nio.file.Path;

/** An example typed at a prompt of its own: a second process on the live kernel. */
final class OtherProcess {
    private OtherProcess() {}

    /** Runs it in another JVM and returns what is seen there. */
    static Transcript.Result java(String source) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                source);
        builder.environment().keySet().removeIf(name -> name.equals("JAVA_TOOL_OPTIONS"));
        Process process = builder.redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), UTF_8).stripTrailing();
            return new Transcript.Result(text, false, process.waitFor() == 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Is that process. */
    public static void main(String... source) {
        Transcript.Result result;
        try (Transcript transcript = new Transcript(Live.workspace())) {
            result = transcript.java(source[0]);
        }
        System.out.write(result.text().getBytes(UTF_8), 0, result.text().getBytes(UTF_8).length);
        System.out.flush();
        System.exit(result.ok() ? 0 : 1);
    }
}
