package dev.bpflab.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What the running kernel was built with, by the functions that it has, and so apart from what it answers to us. */
public final class KernelHas {
    private static final boolean TCX = function("tcx_link_attach");

    /** A function that came with each of the youngest types of maps. */
    private static final Map<MapType, String> YOUNG = Map.of(
            MapType.TASK_STORAGE, "task_storage_map_alloc",
            MapType.BLOOM_FILTER, "bloom_map_alloc",
            MapType.USER_RINGBUF, "bpf_user_ringbuf_drain",
            MapType.ARENA, "arena_map_alloc");

    private KernelHas() {}

    /** Skips the test where the host is a kernel that lacks the hook. */
    public static void assume(BpfHost host, Hook hook) {
        assumeTrue(!host.name().equals("kernel") || the(hook), "this kernel has no TCX");
    }

    /** Returns whether the running kernel has the hook. */
    static boolean the(Hook hook) {
        return TCX || !(hook instanceof Hook.Tcx);
    }

    /** Skips the test where the kernel has no maps of this type, of those that came last. */
    static void assume(MapType type) {
        String itsOwn = YOUNG.get(type);
        assumeTrue(itsOwn == null || function(itsOwn), () -> "this kernel has no maps of type " + type.kernelName());
    }

    /** Skips the test where QEMU emulates the processor in software: a timer does not come as often there as is asked. */
    public static void assumeTimers() {
        Path processor = Path.of("/proc/cpuinfo");
        try {
            assumeTrue(
                    !Files.isReadable(processor) || !Files.readString(processor).contains("QEMU TCG"),
                    "the processor is emulated in software, and its timers are late");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean function(String name) {
        try (Stream<String> symbols = Files.lines(Path.of("/proc/kallsyms"))) {
            return symbols.anyMatch(line -> line.endsWith(" " + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
