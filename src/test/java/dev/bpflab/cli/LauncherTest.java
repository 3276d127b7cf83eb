package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, run with made-up JDKs and a made-up Maven that say how they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
@Tag("jdk")
class LauncherTest {
    private record Ended(int status, String out, String err) {}

    @TempDir
    Path temp;

    private Path project;
    private Path tools;

    @BeforeEach
    void aProjectWithNothingBuilt() throws IOException {
        project = Files.createDirectories(temp.resolve("a project"));
        Files.copy(Path.of("bpflab"), project.resolve("bpflab"));
        executable(project.resolve("bpflab"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        for (String folder : List.of("src/main", "labs", "chapters")) {
            Files.createDirectories(project.resolve(folder));
        }
        tools = Files.createDirectories(temp.resolve("tools"));
        script(
                tools.resolve("mvn"),
                "echo \"mvn $*\" >>'" + temp.resolve("mvn.calls") + "'",
                "mkdir -p target/lib && : >target/bpflab.jar && : >target/lib/some.jar");
    }

    @Test
    void buildsOnceThenRunsWhatItBuilt() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9", "java.base jdk.jshell");
        Ended first = launch(jdk, "lab", "2.1");
        assertThat(first.err()).contains("building");
        assertThat(first.out()).contains("-XX:+UseSerialGC").endsWith("bpflab.jar lab 2.1\n");
        Ended second = launch(jdk, "lab", "2.1");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9", "java.base jdk.jshell");
        launch(jdk);
        Path source = Files.writeString(project.resolve("labs/lab.adoc"), "= new");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        launch(jdk);
        assertThat(builds()).isEqualTo(2);
        assertThat(folders(project.resolve("target/run"))).hasSize(2);
    }

    @Test
    void aFailedBuildLeavesTheLastOneAndSaysWhereTheLogIs() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9", "java.base jdk.jshell");
        launch(jdk);
        String current = Files.readString(project.resolve("target/run/current"));
        script(tools.resolve("mvn"), "echo '[ERROR] Foo.java:[1,1] broken'", "exit 1");
        Path source = Files.writeString(project.resolve("src/main/Foo.java"), "broken");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        Ended failed = launch(jdk);
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("Foo.java:[1,1] broken").contains("the whole log is in");
        assertThat(Files.readString(project.resolve("target/run/current"))).isEqualTo(current);
        assertThat(project.resolve("target/.lock")).doesNotExist();
    }

    @Test
    void aLockLeftByAKilledBuildIsTakenOver() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9", "java.base jdk.jshell");
        Path lock = Files.createDirectories(project.resolve("target/.lock"));
        Files.writeString(lock.resolve("pid"), "999999999\n");
        assertThat(launch(jdk).status()).isZero();
        assertThat(lock).doesNotExist();
    }

    @Test
    void missingNetworkIsNamedAsTheCause() throws Exception {
        script(tools.resolve("mvn"), "echo '[ERROR] Could not transfer artifact org.jline:jline'", "exit 1");
        Ended failed = launch(jdk("jdk-17", "17.0.9", "java.base jdk.jshell"));
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("connect to the network once");
    }

    @Test
    void missingMavenIsNamedWithTheCommandThatInstallsIt() throws Exception {
        Files.delete(tools.resolve("mvn"));
        Ended failed = launch(jdk("jdk-17", "17.0.9", "java.base jdk.jshell"));
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("Maven (mvn) is not on the PATH").contains("apt install maven");
    }

    @Test
    void aRuntimeWithoutJShellIsRefused() throws Exception {
        assertRefused(jdk("jlinked", "17.0.9", "java.base"), "only a runtime");
    }

    @Test
    void aRuntimeWithJShellRunsWhatIsBuiltButDoesNotBuild() throws Exception {
        Path runtime = jdk("jre", "17.0.9", "java.base jdk.jshell");
        Files.delete(runtime.resolve("bin/javac"));
        assertRefused(runtime, "no compiler (bin/javac)");
        launch(jdk("jdk-17", "17.0.9", "java.base jdk.jshell"));
        assertThat(launch(runtime, "lab").out()).endsWith("bpflab.jar lab\n");
    }

    @Test
    void aJavaThatDoesNotListItsModulesIsAsked() throws Exception {
        Path jdk = jdk("unlisted", "17.0.9", "");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        script(jdk.resolve("bin/java"), "echo java.base@17.0.9", "echo jdk.jshell@17.0.9");
        assertThat(launch(jdk).status()).isZero();
        script(jdk.resolve("bin/java"), "echo java.base@17.0.9");
        assertRefused(jdk, "only a runtime");
    }

    @Test
    void anOldJavaAndABrokenJavaHomeAreRefused() throws Exception {
        assertRefused(jdk("jdk-11", "11.0.2", "java.base jdk.jshell"), "is version 11; bpflab needs a JDK 17 or newer");
        assertRefused(temp.resolve("nowhere"), "has no bin/java");
    }

    @Test
    void aNewJavaGetsTheFlagForItsMemory() throws Exception {
        Ended ended = launch(jdk("jdk-25", "25.0.1", "java.base jdk.jshell"));
        assertThat(ended.out()).contains("--sun-misc-unsafe-memory-access=allow");
        assertThat(launch(jdk("jdk-17", "17.0.9", "java.base jdk.jshell")).out())
                .doesNotContain("--sun-misc-unsafe-memory-access");
    }

    @Test
    void whereThereIsNoTerminalNothingSaysSo() throws Exception {
        assertThat(launch(jdk("jdk-17", "17.0.9", "java.base jdk.jshell")).out())
                .doesNotContain("bpflab.terminal");
    }

    /** A Java that lists classes and makes an archive of those listed where it is told to. */
    private Path archiving(String name) throws IOException {
        Path jdk = jdk(name, "17.0.9", "java.base jdk.jshell");
        script(
                jdk.resolve("bin/java"),
                "for word; do",
                "  case $word in",
                "    -XX:DumpLoadedClassList=*) echo classes >\"${word#*=}\" ;;",
                "    -XX:SharedClassListFile=*) list=${word#*=} ;;",
                "    -XX:SharedArchiveFile=*) archive=${word#*=} ;;",
                "    -Xshare:dump) dump=yes ;;",
                "  esac",
                "done",
                "[ -z \"${dump:-}\" ] || cp \"$list\" \"$archive\"",
                "echo \"$*\"");
        return jdk;
    }

    @Test
    void eachJdkGetsAnArchiveOfItsClassesOnceAndStartsFromIt() throws Exception {
        Ended first = launch(archiving("jdk-17"), "lab");
        assertThat(first.err()).contains("preparing fast starts");
        assertThat(first.out()).contains("-XX:SharedArchiveFile=").endsWith("bpflab.jar lab\n");
        assertThat(launch(archiving("jdk-17")).err()).isEmpty();
        Path other = archiving("another");
        Files.writeString(
                other.resolve("release"), "JAVA_VERSION=\"17.0.9\"\nMODULES=\"java.base jdk.jshell\"\nBUILD=2\n");
        assertThat(launch(other).err()).contains("preparing fast starts");
    }

    @Test
    void aJdkThatCannotWriteAnArchiveStartsWithoutAndIsNotAskedAgain() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9", "java.base jdk.jshell");
        assertThat(launch(jdk).out()).doesNotContain("SharedArchiveFile");
        Ended second = launch(jdk);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void worksThroughASymbolicLinkFromAnotherFolderWithAnyArgument() throws Exception {
        Path link = Files.createSymbolicLink(tools.resolve("bl"), project.resolve("bpflab"));
        Ended ended = run(jdk("jdk-17", "17.0.9", "java.base jdk.jshell"), link, temp, List.of("two words", "$HOME *"));
        assertThat(ended.out()).endsWith("bpflab.jar two words $HOME *\n");
    }

    @Test
    void javaIsFoundOnThePathWhenThereIsNoJavaHome() throws Exception {
        Path jdk = jdk("jdk-17", "17.0.9", "java.base jdk.jshell");
        Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
        assertThat(run(null, project.resolve("bpflab"), project, List.of()).status())
                .isZero();
        Files.delete(tools.resolve("java"));
        Ended without = run(null, project.resolve("bpflab"), project, List.of());
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("no Java on the PATH");
    }

    @Test
    void aReleaseWithoutSourcesRunsTheJarBesideTheLauncher() throws Exception {
        Files.delete(project.resolve("pom.xml"));
        Path jdk = jdk("jdk-17", "17.0.9", "java.base jdk.jshell");
        assertRefused(jdk, "neither a pom.xml to build from nor a bpflab.jar to run");
        Files.createFile(project.resolve("bpflab.jar"));
        assertThat(launch(jdk).out()).contains(project.toRealPath() + "/bpflab.jar");
    }

    private void assertRefused(Path javaHome, String cause) throws Exception {
        Ended ended = launch(javaHome);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains(cause);
        assertThat(ended.out()).isEmpty();
    }

    private Path jdk(String name, String version, String modules) throws IOException {
        Path home = temp.resolve(name);
        if (Files.notExists(home)) {
            Files.createDirectories(home.resolve("bin"));
            script(home.resolve("bin/java"), "echo \"$*\"");
            script(home.resolve("bin/javac"), "exit 0");
            Files.writeString(
                    home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules + "\"\n");
        }
        return home;
    }

    private Ended launch(Path javaHome, String... args) throws Exception {
        return run(javaHome, project.resolve("bpflab"), project, List.of(args));
    }

    /** Runs the launcher with a PATH of our tools and the few commands that every Unix has. */
    private Ended run(@org.jspecify.annotations.Nullable Path javaHome, Path launcher, Path folder, List<String> args)
            throws Exception {
        Path commands = temp.resolve("commands");
        if (Files.notExists(commands)) {
            Files.createDirectories(commands);
            for (String name : List.of(
                    "sh",
                    "sed",
                    "grep",
                    "head",
                    "tail",
                    "find",
                    "cat",
                    "chmod",
                    "cksum",
                    "cut",
                    "mkdir",
                    "rm",
                    "cp",
                    "mv",
                    "date",
                    "basename",
                    "dirname",
                    "readlink",
                    "stat",
                    "id",
                    "chown",
                    "sleep",
                    "kill")) {
                for (String bin : List.of("/bin/", "/usr/bin/")) {
                    if (Files.exists(Path.of(bin + name)) && Files.notExists(commands.resolve(name))) {
                        script(commands.resolve(name), "exec " + bin + name + " \"$@\"");
                    }
                }
            }
        }
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("LANG", "HOME"));
        environment.put("PATH", tools + ":" + commands);
        if (javaHome != null) {
            environment.put("JAVA_HOME", javaHome.toString());
        }
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private long builds() throws IOException {
        return Files.readAllLines(temp.resolve("mvn.calls")).size();
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (var paths = Files.list(parent)) {
            return paths.filter(Files::isDirectory).toList();
        }
    }

    private static void script(Path path, String... lines) throws IOException {
        Files.writeString(path, "#!/bin/sh\n" + String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        executable(path);
    }

    private static void executable(Path path) {
        assertThat(path.toFile().setExecutable(true)).isTrue();
    }
}
