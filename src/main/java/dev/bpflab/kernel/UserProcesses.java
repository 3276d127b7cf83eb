package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Users by their number, and the processes that run as them. */
public final class UserProcesses {
    private static final Path PROC = Path.of("/proc");
    private static final int SIGKILL = 9;
    private static final int SIGSTOP = 19;
    private static final int MOST_ROUNDS = 100;

    /** A user may signal its own processes alone, and -1 reaches all of them at one moment, so that none starts another meanwhile. */
    private static final List<String> KILL_ALL = List.of("sh", "-c", "kill -9 -1");

    private static final int MOST_KILL_ALLS = 5;
    private static final long KILL_ALL_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int PASSWD = 128;
    private static final int PASSWD_TEXT = 16 * 1024;

    private UserProcesses() {}

    /** Returns whether we are root, as far as file access and other users go. */
    public static boolean isRoot() {
        return Libc.geteuid() == 0;
    }

    /** Returns whether the system knows a user of this number, in /etc/passwd or wherever else it looks. */
    public static boolean isKnown(int user) {
        NativeBuffer entry = NativeBuffer.allocate(PASSWD);
        NativeBuffer text = NativeBuffer.allocate(PASSWD_TEXT);
        NativeBuffer found = NativeBuffer.allocate(Long.BYTES);
        int error = NativeBuffer.holding(
                () -> Libc.getpwuid_r(user, entry.address(), text.address(), PASSWD_TEXT, found.address()),
                entry,
                text,
                found);
        // An entry too long for our room is an entry.
        return found.bytes().getLong(0) != 0 || error == Errno.ERANGE.number();
    }

    /** Returns the processes that run as the user, without what has ended and is only not reaped yet. */
    public static List<Integer> of(int user) {
        List<Integer> running = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                int pid = Integer.parseInt(String.valueOf(process.getFileName()));
                if (runsAs(pid, user)) {
                    running.add(pid);
                }
            }
        } catch (IOException e) {
            return running;
        }
        return running;
    }

    /**
     * Kills every process of the user, and waits until they are gone. Where setpriv(1) is, the user kills all of them at once;
     * else, and what is left then, they are stopped first: what is stopped starts no other, and with a limit on their number there
     * is an end to it.
     *
     * @return whether they are gone; the kernel keeps one that waits for a device until it need not any more
     */
    public static boolean kill(int user) {
        List<Integer> running = of(user);
        for (int round = 0; round < MOST_KILL_ALLS && !running.isEmpty() && killAllAs(user); round++) {
            running = of(user);
        }
        return running.isEmpty() || killOneByOne(user);
    }

    /**
     * Returns whether there is a program to do it with. Its processes could look at this one, which therefore has nothing from
     * us; they could also kill it, which is why it is tried again.
     */
    private static boolean killAllAs(int user) {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
        command.addAll(KILL_ALL);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        try {
            await(builder.start());
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    /** Waits until the process has ended, whatever else is wanted of us: later it would kill who has the user next. */
    private static void await(Process process) {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + KILL_ALL_NANOS;
        while (process.isAlive()) {
            try {
                if (!process.waitFor(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                    deadline = System.nanoTime() + KILL_ALL_NANOS;
                }
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean killOneByOne(int user) {
        List<Integer> stopped = List.of();
        List<Integer> running = of(user);
        for (int round = 0; round < MOST_ROUNDS && !running.equals(stopped); round++) {
            running.forEach(pid -> signal(pid, user, SIGSTOP));
            stopped = running;
            running = of(user);
        }
        for (int round = 0; round < MOST_ROUNDS && !running.isEmpty(); round++) {
            running.forEach(pid -> signal(pid, user, SIGKILL));
            LockSupport.parkNanos(round * 1_000_000L);
            running = of(user);
        }
        return running.isEmpty();
    }

    /** The descriptor keeps the number from going to another process between the look and the signal. */
    private static void signal(int pid, int user, int signal) {
        int process = Libc.result(Libc.syscall(SystemCall.PIDFD_OPEN.number(), pid, 0, 0));
        if (process >= 0) {
            if (runsAs(pid, user)) {
                Libc.syscall(SystemCall.PIDFD_SEND_SIGNAL.number(), process, signal, 0, 0, 0);
            }
            Libc.close(process);
        } else if (process == Errno.ENOSYS.result() && runsAs(pid, user)) {
            Libc.kill(pid, signal);
        }
    }

    private static boolean runsAs(int pid, int user) {
        try {
            // A process may call itself by bytes that are no text.
            String status = Files.readString(
                    PROC.resolve(Integer.toString(pid)).resolve("status"), StandardCharsets.ISO_8859_1);
            // Of a process whose first thread has ended others may still run.
            boolean ended = status.contains("\nState:\tZ") && status.contains("\nThreads:\t1\n");
            return status.contains("\nUid:\t" + user + "\t") && !ended;
        } catch (IOException ended) {
            return false;
        }
    }
}
