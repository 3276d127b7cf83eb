package dev.bpflab.grade.attack;

import dev.bpflab.grade.Isolated;
import dev.bpflab.grade.Limits;
import dev.bpflab.grade.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What a user does who is not root: isolates a command, and then a shell that starts what it can. Prints what came of it. */
public final class OrdinaryGrader {
    private static final String AS_MANY_AS_IT_MAY =
            "n=0; while sleep 100 >&- 2>&- <&- & do n=$((n+1)); echo started $n; [ $n -lt 99 ] || exit; done 2>&-";

    private OrdinaryGrader() {}

    /** Takes the folder that the command may read, and the command. */
    public static void main(String[] arguments) throws IOException {
        Sandbox sandbox = Sandbox.best();
        System.out.println(sandbox.describe());
        List<String> command = Arrays.asList(arguments).subList(1, arguments.length);
        try (Isolated process = sandbox.start(command, Limits.forOneJvm(), List.of(Path.of(arguments[0])))) {
            System.out.print(new String(process.output().readAllBytes(), StandardCharsets.UTF_8));
            System.out.println(process.end().describe());
            System.out.print(process.errors());
        }
        List<String> shell = List.of("/bin/sh", "-c", AS_MANY_AS_IT_MAY);
        try (Isolated process = sandbox.start(shell, Limits.forOneJvm().withProcesses(20), List.of())) {
            List<String> lines = new String(process.output().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            System.out.println(lines.get(lines.size() - 1));
        }
    }
}
