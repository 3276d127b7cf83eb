package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A BPF file system of the tests' own, mounted when it is first wanted. */
public final class MountedBpfFs {
    private static @Nullable Path mounted;

    private MountedBpfFs() {}

    /** Returns where it is. */
    public static synchronized String path() {
        if (mounted == null) {
            try {
                Path directory = Files.createTempDirectory("bpffs");
                run("mount", "-t", "bpf", "bpf", directory.toString());
                mounted = directory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return mounted.toString();
    }

    /** Takes it away with whatever is left in it. */
    public static synchronized void unmount() {
        if (mounted != null) {
            try {
                run("umount", mounted.toString());
                Files.delete(mounted);
                mounted = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
