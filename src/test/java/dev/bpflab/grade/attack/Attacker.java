package dev.bpflab.grade.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that does harm, as far as it is let: it can call whatever the C library has. It tries what its arguments say and
 * prints for each attempt whether it succeeded; nothing of it knows of the sandbox that it runs in.
 */
public final class Attacker {
    private static final int SIGKILL = 9;
    private static final int F_GETFD = 1;
    private static final long TEN_GIBIBYTES = 10L << 30;
    private static final int PAGE = 4096;

    private static final NativeLibrary C = NativeLibrary.getInstance("c");

    private final PrintStream out = System.out;

    /** Makes attempts, each a kind and what it is on, with {@code +} between them. */
    public static void main(String[] arguments) throws Exception {
        Attacker attacker = new Attacker();
        int from = 0;
        for (int i = 0; i <= arguments.length; i++) {
            if (i == arguments.length || arguments[i].equals("+")) {
                attacker.attempt(arguments[from], Arrays.copyOfRange(arguments, from + 1, i));
                from = i + 1;
            }
        }
    }

    private void attempt(String what, String[] arguments) throws Exception {
        switch (what) {
            case "read" -> each(arguments, path -> Files.isDirectory(Path.of(path)) ? list(path) : bytes(path));
            case "write" -> each(arguments, path -> Files.writeString(Path.of(path), "harm"));
            case "folder" -> each(arguments, path -> Files.createDirectory(Path.of(path)));
            case "link" -> each(arguments, target -> throughLink(Path.of(target)));
            case "connect" -> each(arguments, port -> connect(Integer.parseInt(port)));
            case "listen" -> each(arguments, port -> listen());
            case "unix" -> each(arguments, path -> unix(path));
            case "abstract" -> each(arguments, this::abstractSocket);
            case "kill" -> each(arguments, pid -> call("kill", Integer.parseInt(pid), SIGKILL));
            case "killthreads" -> killThreads(Integer.parseInt(arguments[0]));
            case "call" -> each(arguments, this::rawCall);
            case "descriptors" -> descriptors();
            case "memory" -> touch(TEN_GIBIBYTES);
            case "threads" -> threads();
            case "processes" ->
                each(arguments, program -> new ProcessBuilder(program).start().waitFor());
            case "flood" -> flood(arguments[0].equals("errors") ? System.err : out);
            case "fill" -> fill(Path.of(arguments[0]));
            case "spin" -> spin();
            case "sleep" -> LockSupport.park();
            default -> throw new IllegalArgumentException(what);
        }
        out.flush();
    }

    private interface Attempt {
        Object on(String argument) throws Exception;
    }

    private void each(String[] arguments, Attempt attempt) {
        for (String argument : arguments) {
            out.println(argument + " " + outcome(() -> attempt.on(argument)));
        }
    }

    private static String outcome(Callable<?> attempt) {
        try {
            return "succeeded: " + attempt.call();
        } catch (Exception | LinkageError e) {
            return "failed: " + e.toString().lines().findFirst().orElse("");
        }
    }

    private static Object list(String folder) throws IOException {
        try (var files = Files.list(Path.of(folder))) {
            return files.toList();
        }
    }

    private static Object bytes(String file) throws IOException {
        try (var in = Files.newInputStream(Path.of(file))) {
            return in.readNBytes(PAGE).length;
        }
    }

    private static Object throughLink(Path target) throws IOException {
        Path link = Path.of("/tmp/link");
        Files.deleteIfExists(link);
        return bytes(Files.createSymbolicLink(link, target).toString());
    }

    private static Object connect(int port) throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            return channel.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        }
    }

    private static Object listen() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            return server.bind(new InetSocketAddress(0));
        }
    }

    private static Object unix(String path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        }
    }

    private Object abstractSocket(String name) throws IOException {
        int socket = call("socket", 1, 1, 0);
        byte[] address = ("\1\0\0" + name).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return call("connect", socket, address, address.length);
    }

    /** Makes a system call whose arguments are all 0. */
    private Object rawCall(String number) throws IOException {
        return call("syscall", Long.parseLong(number), 0L, 0L, 0L, 0L, 0L, 0L);
    }

    private static int call(String function, Object... arguments) throws IOException {
        int result = C.getFunction(function, Function.C_CONVENTION).invokeInt(arguments);
        if (result == -1) {
            throw new IOException("errno " + Native.getLastError());
        }
        return result;
    }

    /** A signal to one thread of a process ends all of it; the thread that started us may still be who we are. */
    private void killThreads(int last) {
        int killed = 0;
        for (int thread = 2; thread <= last; thread++) {
            if (thread == ProcessHandle.current().pid() || isOurThread(thread)) {
                continue;
            }
            killed += C.getFunction("kill").invokeInt(new Object[] {thread, SIGKILL}) == 0 ? 1 : 0;
        }
        out.println("threads " + (killed == 0 ? "failed" : "succeeded: " + killed));
    }

    private static boolean isOurThread(int thread) {
        return Files.exists(Path.of("/proc/self/task/" + thread));
    }

    private void descriptors() {
        for (int fd = 0; fd < 1024; fd++) {
            if (C.getFunction("fcntl").invokeInt(new Object[] {fd, F_GETFD, 0}) != -1) {
                Pointer text = new com.sun.jna.Memory(PAGE);
                long length =
                        C.getFunction("readlink").invokeLong(new Object[] {"/proc/self/fd/" + fd, text, (long) PAGE});
                out.println(fd + " " + (length < 0 ? "?" : new String(text.getByteArray(0, (int) length), UTF_8)));
            }
        }
    }

    private void touch(long bytes) {
        Pointer memory = new Pointer(Native.malloc(bytes));
        if (Pointer.nativeValue(memory) == 0) {
            out.println("memory failed: malloc");
            return;
        }
        for (long at = 0; at < bytes; at += PAGE) {
            memory.setByte(at, (byte) 1);
        }
        out.println("memory succeeded: " + bytes);
    }

    private void threads() {
        int started = 0;
        try {
            for (; started < 100_000; started++) {
                Thread thread = new Thread(LockSupport::park);
                thread.setDaemon(true);
                thread.start();
            }
            out.println("threads succeeded: " + started);
        } catch (OutOfMemoryError e) {
            out.println("threads failed: " + started);
        }
    }

    private static void flood(PrintStream to) {
        String line = "a".repeat(PAGE).toUpperCase(Locale.ROOT);
        while (!to.checkError()) {
            to.println(line);
        }
    }

    private void fill(Path folder) {
        byte[] block = new byte[1 << 20];
        long written = 0;
        try {
            for (int file = 0; file < 1000; file++) {
                try (var to = Files.newOutputStream(folder.resolve("fill" + file))) {
                    for (int i = 0; i < 8; i++) {
                        to.write(block);
                        written += block.length;
                    }
                }
            }
            out.println("fill succeeded: " + written);
        } catch (IOException e) {
            out.println("fill failed: " + written);
        }
    }

    private static void spin() {
        long n = 0;
        while (n >= 0) {
            n = n + 1 & Long.MAX_VALUE;
        }
    }
}
