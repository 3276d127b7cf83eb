package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.grade.ProcessEnding.Limit;
import dev.bpflab.grade.attack.AttackerFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/** Programs that mean harm and may call whatever the C library has, in every tier of this machine: none does any, and nothing is left. */
@Tag("jdk")
class SandboxAttackIT {
    private static final Limits LIMITS = Limits.forOneJvm()
            .withTime(Duration.ofSeconds(10), Duration.ofSeconds(20))
            .withMemory(256 << 20);

    private static AttackerFiles attacker;

    @TempDir
    Path folder;

    private Remains before;

    @BeforeAll
    static void unpack() throws IOException {
        attacker = new AttackerFiles();
        for (Isolation isolation : Isolation.values()) {
            // What stays open for good is open from here on.
            try (Isolated nothing = isolation.sandbox().start(List.of("/bin/true"), LIMITS, List.of())) {
                assertThat(nothing.end().status()).isZero();
            } catch (TestAbortedException notHere) {
                // The tests of this tier are skipped.
            }
        }
    }

    @AfterAll
    static void remove() throws IOException {
        attacker.close();
    }

    @BeforeEach
    void look() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        before = Remains.now();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        before.areAllThereIs();
    }

    /** What an attacker printed, and how it ended. */
    private record Report(List<String> lines, String errors, ProcessEnding ending) {
        void failedAlways() {
            assertThat(lines).as(errors).isNotEmpty().allMatch(line -> line.contains(" failed"));
        }
    }

    private static Report attack(Isolation isolation, Limits limits, String... attempt) throws IOException {
        return run(isolation, limits, attacker.command(attempt));
    }

    private static Report run(Isolation isolation, Limits limits, List<String> command) throws IOException {
        try (Isolated process = isolation.sandbox().start(command, limits, List.of(attacker.folder()))) {
            List<String> lines = new String(process.output().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new Report(lines, process.errors(), process.end());
        }
    }

    private static Report shell(Isolation isolation, Limits limits, String script) throws IOException {
        return run(isolation, limits, List.of("/bin/sh", "-c", script));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void readsNoSecretAndNoOtherSubmission(Isolation isolation) throws IOException {
        Path secret = Files.writeString(folder.resolve("checks"), "secret");
        String us = "/proc/" + ProcessHandle.current().pid();
        List<String> attempt = new ArrayList<>(List.of(
                "read", "/etc/shadow", "/root", us + "/environ", us + "/mem", us + "/fd", "/dev/mem", "/dev/vda"));
        if (isolation.hides()) {
            attempt.addAll(List.of(
                    secret.toString(), folder.toString(), "/etc/passwd", "/home", us + "/cmdline", "/sys/kernel"));
        } else {
            assertThatThrownBy(() -> isolation.sandbox().checkHidden(folder))
                    .hasMessageStartingWith("hide " + folder + " from submissions: EACCES")
                    .hasMessageEndingWith("; chmod o-rx " + folder.toRealPath() + ")");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            attempt.add(secret.toString());
        }
        isolation.sandbox().checkHidden(folder);
        attack(isolation, LIMITS, attempt.toArray(String[]::new)).failedAlways();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void writesNothingOutside(Isolation isolation) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> attempt = new ArrayList<>();
        for (String how : List.of("write", "+", "folder")) {
            attempt.add(how);
            if (!how.equals("+")) {
                Stream.of("", "/usr", "/etc", "/var/tmp", "/dev", "/dev/shm", folder, attacker.folder())
                        .map(where -> where + "/harm")
                        .forEach(attempt::add);
            }
        }
        attack(isolation, LIMITS, attempt.toArray(String[]::new)).failedAlways();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void whatItWritesToTheTemporaryFolderIsLimitedAndGone(Isolation isolation) throws IOException {
        String name = "harm-" + ProcessHandle.current().pid();
        Report report =
                attack(isolation, LIMITS, "write", "/tmp/" + name, "+", "link", "/etc/shadow", "+", "fill", "/tmp");
        assertThat(report.lines()).hasSize(3);
        assertThat(report.lines().get(0)).contains(isolation == Isolation.BUBBLEWRAP ? "succeeded" : "failed");
        assertThat(report.lines().get(1)).contains("failed");
        assertThat(report.lines().get(2)).matches("fill failed: (0|1?\\d{7})");
        assertThat(Path.of("/tmp", name)).doesNotExist();
        assertThat(Path.of("/tmp/link")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void reachesNobodyThroughANetworkOrASocket(Isolation isolation) throws IOException {
        Path socket = attacker.folder().resolve("socket");
        String name = "harm" + ProcessHandle.current().pid();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocketChannel local = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            local.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rwxrwxrwx"));
            String port = Integer.toString(server.getLocalPort());
            attack(
                            isolation,
                            LIMITS,
                            "connect",
                            port,
                            "+",
                            "listen",
                            "0",
                            "+",
                            "unix",
                            socket.toString(),
                            "+",
                            "abstract",
                            name)
                    .failedAlways();
        } finally {
            Files.delete(socket);
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void killsNeitherItsParentNorAnyThreadOfIt(Isolation isolation) throws IOException {
        String us = Long.toString(ProcessHandle.current().pid());
        String last = Files.readString(Path.of("/proc/loadavg")).strip().replaceAll(".* ", "");
        attack(isolation, LIMITS, "kill", us, "+", "killthreads", last).failedAlways();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void killsNoNeighbour(Isolation isolation) throws IOException {
        try (Isolated neighbour = isolation.sandbox().start(List.of("/bin/cat"), LIMITS, List.of())) {
            assertThat(shell(isolation, LIMITS.withProcesses(20), "kill -9 -1; kill -9 " + neighbour.pid())
                            .ending()
                            .status())
                    .isNotZero();
            neighbour.input().write('x');
            assertThat(neighbour.output().read()).isEqualTo('x');
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void findsNoOpenFileButItsStreams(Isolation isolation) throws IOException {
        try (var secret = Files.newInputStream(Files.writeString(folder.resolve("checks"), "secret"))) {
            assertThat(attack(isolation, LIMITS, "descriptors").lines())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(folder.toString()));
            assertThat(shell(isolation, LIMITS, "read line <&3 || exit 3; exit 0")
                            .ending()
                            .status())
                    .isNotZero();
            assertThat(secret.read()).isEqualTo('s');
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void isEndedWhenItTakesMoreMemory(Isolation isolation) throws IOException {
        Report report = attack(isolation, LIMITS, "memory");
        assertThat(report.lines()).noneMatch(line -> line.contains("succeeded"));
        if (report.lines().isEmpty()) {
            assertThat(report.ending().limit()).contains(Limit.MEMORY);
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void startsNoMoreThreadsThanItMay(Isolation isolation) throws IOException {
        Report report = attack(isolation, LIMITS, "threads");
        assertThat(report.lines()).anyMatch(line -> line.matches("threads failed: \\d{1,2}"));
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void startsNoOtherProcessWhereTheTierForbidsIt(Isolation isolation) throws IOException {
        Report report = attack(isolation, LIMITS, "processes", "/bin/true");
        assertThat(report.lines()).hasSize(1);
        if (isolation == Isolation.BUBBLEWRAP) {
            report.failedAlways();
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void endsAForkBomb(Isolation isolation) throws IOException {
        Limits brief = LIMITS.withProcesses(50).withTime(Duration.ofSeconds(5), Duration.ofSeconds(1));
        Report report = shell(isolation, brief, "bomb() { bomb | bomb & }; bomb; while :; do bomb; done");
        assertThat(report.ending().status()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void leavesNothingRunningBehindIt(Isolation isolation) throws IOException {
        Report report = shell(
                isolation,
                LIMITS.withProcesses(20),
                "setsid sh -c 'trap \"\" HUP TERM; sleep 1000' >&- 2>&- <&- & echo started");
        assertThat(report.lines()).containsExactly("started");
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void isEndedAtItsLimitsOfTime(Isolation isolation) throws IOException {
        Limits cpu = LIMITS.withTime(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(attack(isolation, cpu, "spin").ending())
                .isEqualTo(new ProcessEnding(152, Optional.of(Limit.CPU_TIME)));
        Limits wall = LIMITS.withTime(Duration.ofSeconds(5), Duration.ofMillis(700));
        assertThat(attack(isolation, wall, "sleep").ending().limit()).contains(Limit.WALL_TIME);
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void isEndedWhenItWritesMoreThanItMay(Isolation isolation) throws IOException {
        Limits little = LIMITS.withOutput(1 << 20);
        assertThat(attack(isolation, little, "flood", "errors").ending().limit())
                .contains(Limit.OUTPUT);
        try (Isolated process =
                isolation.sandbox().start(attacker.command("flood", "output"), little, List.of(attacker.folder()))) {
            assertThatThrownBy(() -> process.output().readAllBytes()).isInstanceOf(IOException.class);
            assertThat(process.end().limit()).contains(Limit.OUTPUT);
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void gainsNothingFromSetuidPrograms(Isolation isolation) throws IOException {
        Report report = shell(
                isolation,
                LIMITS.withProcesses(20),
                "mount -t tmpfs none /tmp; echo mounted $?; su -c id; echo became $?");
        assertThat(report.lines()).hasSize(2).noneMatch(line -> line.endsWith(" 0"));
    }
}
