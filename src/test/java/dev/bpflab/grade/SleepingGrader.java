package dev.bpflab.grade;

import java.io.IOException;
import java.util.List;

/** A grader in a process of its own, which is killed while a submission runs that started another process. */
final class SleepingGrader {
    private SleepingGrader() {}

    /** Isolates as its argument says, tells when the submission runs, and waits for it. */
    public static void main(String[] arguments) throws IOException {
        Sandbox sandbox = Isolation.valueOf(arguments[0]).sandbox();
        List<String> command = List.of("/bin/sh", "-c", "setsid sleep 1000 & echo $!; wait; sleep 1000");
        try (Isolated submission = sandbox.start(command, Limits.forOneJvm().withProcesses(20), List.of())) {
            submission.output().read();
            System.out.println("runs");
            submission.end();
        }
    }
}
