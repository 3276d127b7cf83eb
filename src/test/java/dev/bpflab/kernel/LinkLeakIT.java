package dev.bpflab.kernel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import dev.bpflab.asm.Asm;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attaching leaves neither descriptors in the process nor links in the kernel, however it ends. */
class LinkLeakIT {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** The kernel takes up to a tenth of a second for each; 200 pass too. */
    private static final int LINKS = Integer.getInteger("bpflab.leaks.links", 25);

    private static final int STAGES = 200;

    private static final List<Hook> HOOKS = List.of(
            Bpf.tracepoint("sched", "sched_process_exec"),
            Bpf.rawTracepoint("sys_enter"),
            Bpf.xdp("veth0"),
            Bpf.xdpNative("veth1"),
            Bpf.tcxIngress("veth0"),
            Bpf.tcxEgress("veth0"),
            Bpf.perfSampling(1),
            Bpf.socketFilter("veth0"));

    private static final Program PASSING = Asm.assemble(Asm.mov(Reg.R0, 2), Asm.exitInsn());

    @BeforeEach
    void onTheLiveKernel() {
        LiveKernel.assume();
    }

    /** Returns how many descriptors are open that are no files: of bpf(2), perf events, sockets, namespaces. */
    private static long descriptors() {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.filter(LinkLeakIT::isNoFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNoFile(Path fd) {
        try {
            return !Files.readSymbolicLink(fd).toString().startsWith("/");
        } catch (IOException gone) {
            return false;
        }
    }

    private static long networkThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("bpflab-network"))
                .count();
    }

    private static boolean eventually(BooleanSupplier wanted) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!wanted.getAsBoolean() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return wanted.getAsBoolean();
    }

    private static boolean hasLinks(Workspace workspace, int programId) {
        return workspace.allLinks().stream().anyMatch(link -> link.programId() == programId);
    }

    @Test
    void linksOfEachKindLeaveNothing() throws Exception {
        try (Workspace workspace = Live.workspace()) {
            Map<Hook, BpfProgram> programs = new LinkedHashMap<>();
            for (Hook hook : HOOKS.stream().filter(KernelHas::the).toList()) {
                programs.put(hook, workspace.load(PASSING, hook.programType()));
                workspace.attach(requireNonNull(programs.get(hook)), hook).close();
            }
            long before = descriptors();
            List<Future<?>> cycles = new ArrayList<>();
            // At once, because detaching mostly waits for readers of the kernel's lists.
            ExecutorService threads = Executors.newFixedThreadPool(programs.size());
            try {
                programs.forEach((hook, program) -> cycles.add(threads.submit(() -> cycle(workspace, program, hook))));
                for (Future<?> cycle : cycles) {
                    cycle.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(descriptors()).isEqualTo(before);
            programs.forEach((hook, program) -> assertThat(eventually(() -> !hasLinks(workspace, program.id())))
                    .as(hook.describe())
                    .isTrue());
        }
    }

    private static void cycle(Workspace workspace, BpfProgram program, Hook hook) {
        for (int i = 0; i < LINKS; i++) {
            try (Link link = workspace.attach(program, hook)) {
                assertThat(link.isClosed()).isFalse();
            }
        }
    }

    @Test
    void stagesLeaveNeitherDescriptorsNorThreads() {
        Live.workspace().close();
        long before = descriptors();
        for (int i = 0; i < STAGES; i++) {
            try (Workspace workspace = Live.workspace()) {
                BpfProgram program = workspace.load(PASSING, Bpf.xdp("veth0").programType());
                workspace.attach(program, Bpf.xdp("veth0"));
                assertThat(workspace.stage().interfaces()).hasSize(3);
            }
        }
        assertThat(descriptors()).isEqualTo(before);
        assertThat(eventually(() -> networkThreads() == 0)).isTrue();
    }

    @Test
    void aKilledProcessLeavesNoLinkAndNoInterface(@TempDir Path directory) throws Exception {
        List<String> interfaces = interfacesOfTheMachine();
        Path log = directory.resolve("child.log");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        AttachedChild.class.getName())
                .redirectError(log.toFile())
                .start();
        try (Workspace workspace = Live.workspace()) {
            String line = child.inputReader().readLine();
            assertThat(line).as(Files.readString(log)).isNotNull();
            int programId = Integer.parseInt(line);
            assertThat(hasLinks(workspace, programId)).isTrue();
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(eventually(() -> !hasLinks(workspace, programId))).isTrue();
            assertThat(eventually(() -> !hasProgram(workspace, programId))).isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(interfacesOfTheMachine()).isEqualTo(interfaces);
    }

    /** Returns where the child's classes are, however the tests were started. */
    private static String classPath() {
        return Stream.of(AttachedChild.class, KernelHost.class, Native.class)
                .map(each -> each.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean hasProgram(Workspace workspace, int id) {
        int fd = workspace.host().openById(ObjectKind.PROGRAM, id, 0);
        workspace.host().close(fd);
        return fd >= 0;
    }

    private static List<String> interfacesOfTheMachine() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/sys/class/net"))) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
