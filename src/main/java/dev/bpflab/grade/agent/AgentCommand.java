package dev.bpflab.grade.agent;

import dev.bpflab.agent.AgentMain;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the JVM of an agent is started. */
final class AgentCommand {
    private static final List<String> FLAGS = List.of(
            "-Xmx256m",
            "-Xms32m",
            "-Xss1m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:ReservedCodeCacheSize=32m",
            // A submission runs for a second: nothing pays off that is compiled well, or collected by many threads.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            // Standard output is the pipe: what the JVM itself has to say goes elsewhere.
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8");

    private AgentCommand() {}

    /** Returns the command, without flags that are not needed to run what is on this class path. */
    static List<String> of(List<Path> classPath, List<String> moreFlags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(moreFlags);
        command.add("-cp");
        command.add(classPath.stream().map(String::valueOf).collect(Collectors.joining(File.pathSeparator)));
        command.add(AgentMain.class.getName());
        return command;
    }

    /** Returns the command for an agent whose temporary files lie in this folder. */
    static List<String> withTemporaryFiles(List<String> command, Path folder) {
        List<String> changed = new ArrayList<>(command);
        changed.add(1, "-Djava.io.tmpdir=" + folder);
        return changed;
    }
}
