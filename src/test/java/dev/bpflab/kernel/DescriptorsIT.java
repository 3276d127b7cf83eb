package dev.bpflab.kernel;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.isa.Reg.R0;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.InsnCodec;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No descriptor is left open, and none is used that is not ours. */
@Tag("jdk")
class DescriptorsIT {
    private static final MapAttr MAP = new MapAttr(MapType.HASH.number(), 4, 8, 10, 0, "");
    private static final Hook EXEC = new Hook.Tracepoint("sched", "sched_process_exec");
    private static final byte[] KEY = new byte[4];

    private long before;

    @BeforeEach
    void count() {
        LiveKernel.assume();
        before = LiveKernel.openDescriptors();
    }

    private static ProgAttr returning(ProgramType type) {
        byte[] insns = InsnCodec.encode(assemble(mov(R0, 0), exitInsn()).insns());
        return new ProgAttr(type.number(), insns, "GPL", "", 1);
    }

    private static ProgAttr rejected() {
        return new ProgAttr(
                ProgramType.XDP.number(), InsnCodec.encode(assemble(exitInsn()).insns()), "GPL", "", 1);
    }

    /** Opens one of everything, fails at everything, and closes what was opened unless told not to. */
    private static void cycle(KernelHost host, boolean closing) {
        int map = host.createMap(MAP);
        assertThat(host.update(map, KEY, new byte[8], 0)).isZero();
        assertThat(host.createMap(new MapAttr(MapType.HASH.number(), 4, 0, 1, 0, "")))
                .isNegative();
        assertThat(host.load(rejected()).result()).isNegative();
        int program = host.load(returning(ProgramType.TRACEPOINT)).result();
        int link = host.attach(program, EXEC).result();
        assertThat(link).isNotNegative();
        assertThat(host.attach(program, EXEC).result()).isEqualTo(Errno.EEXIST.result());
        assertThat(host.attach(program, new Hook.Tracepoint("sched", "none")).result())
                .isNegative();
        int other = host.load(returning(ProgramType.XDP)).result();
        assertThat(host.attach(other, EXEC).result()).isEqualTo(Errno.EINVAL.result());
        if (closing) {
            for (int fd : new int[] {link, map, other, program}) {
                assertThat(host.close(fd)).isZero();
                assertThat(host.close(fd)).isEqualTo(Errno.EBADF.result());
            }
        }
    }

    @Test
    void filesOfTheProcessAreNoneOfTheHosts() throws IOException {
        Path file = Files.createTempFile("not-a-map", null);
        try (KernelHost host = new KernelHost();
                FileInputStream open = new FileInputStream(file.toFile())) {
            for (int fd = 0; fd < 64; fd++) {
                assertThat(host.lookup(fd, KEY, new byte[8], 0)).isEqualTo(Errno.EBADF.result());
                assertThat(host.close(fd)).isEqualTo(Errno.EBADF.result());
            }
            assertThat(open.available()).isZero();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void closingLeavesNothingOpen() {
        try (KernelHost host = new KernelHost()) {
            for (int i = 0; i < 30; i++) {
                cycle(host, true);
            }
            assertThat(LiveKernel.openDescriptors()).isEqualTo(before);
        }
    }

    @Test
    void closingTheHostLeavesNothingOpen() {
        KernelHost host = new KernelHost();
        for (int i = 0; i < 10; i++) {
            cycle(host, false);
        }
        assertThat(LiveKernel.openDescriptors()).isEqualTo(before + 40);
        host.close();
        host.close();
        assertThat(LiveKernel.openDescriptors()).isEqualTo(before);
    }

    @Test
    void probingLeavesNothingOpen() {
        assertThat(KernelHost.probe().usable()).isTrue();
        assertThat(LiveKernel.openDescriptors()).isEqualTo(before);
    }

    @Test
    void theStageLeavesNothingOpen() {
        try (LiveStage stage = new LiveStage()) {
            stage.runProcesses("true", 20);
            assertThat(LiveKernel.openDescriptors()).isEqualTo(before);
        }
    }

    @Test
    void mapsClosedUnderOtherThreadsAreBadDescriptorsAndNothingElse() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicBoolean done = new AtomicBoolean();
        try (KernelHost host = new KernelHost()) {
            List<Future<?>> users = new ArrayList<>();
            int[] fds = new int[2];
            for (int i = 0; i < 2; i++) {
                int index = i;
                fds[i] = host.createMap(MAP);
                users.add(threads.submit(() -> {
                    byte[] value = new byte[8];
                    while (!done.get()) {
                        assertThat(host.lookup(fds[index], KEY, value, 0))
                                .isIn(Errno.ENOENT.result(), Errno.EBADF.result());
                    }
                }));
            }
            for (int i = 0; i < 300; i++) {
                host.close(fds[i % 2]);
                fds[i % 2] = host.createMap(MAP);
            }
            done.set(true);
            for (Future<?> user : users) {
                user.get();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        assertThat(LiveKernel.openDescriptors()).isEqualTo(before);
    }
}
