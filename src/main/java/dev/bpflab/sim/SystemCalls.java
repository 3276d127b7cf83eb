package dev.bpflab.sim;

import dev.bpflab.sim.machine.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The system calls that processes of the simulated machine make, in the order in which processes of a real one made them;
 * each fires the raw tracepoint {@code sys_enter}.
 */
final class SystemCalls {
    private static final String RECORDING = "syscalls.txt";
    private static final String BEFORE = "before";
    private static final String CHAIN = "chain";
    /** What stands for a program that was not recorded. */
    private static final String ANY = "true";

    /** Where a kernel keeps the registers of a task that is in a system call. */
    private static final long REGISTERS = 0xffff_c900_0012_3f58L;

    private static final long NANOS_EACH = 900;
    private static final Map<String, int[]> NUMBERS = read();

    private final SimKernel kernel;

    SystemCalls(SimKernel kernel) {
        this.kernel = kernel;
    }

    /** Makes the calls of a child of the workbench up to its first execve. */
    void beforeExec(int cpu, Task task) {
        make(cpu, task, BEFORE);
    }

    /** Makes the calls of a shell up to the execve of the next program. */
    void inChain(int cpu, Task task) {
        make(cpu, task, CHAIN);
    }

    /** Makes the calls of a program from its execution to its end. */
    void ofProgram(int cpu, Task task, String command) {
        make(cpu, task, NUMBERS.containsKey(command) ? command : ANY);
    }

    /** Makes some calls by their numbers. */
    void make(int cpu, Task task, int... numbers) {
        SimRawTracepoint sysEnter = kernel.tracepoints().sysEnter();
        if (sysEnter.isWatched()) {
            for (int number : numbers) {
                kernel.clock().advance(NANOS_EACH);
                sysEnter.fire(kernel.runner(), kernel.environment(cpu, task), REGISTERS, number);
            }
        }
    }

    private void make(int cpu, Task task, String what) {
        make(cpu, task, Objects.requireNonNull(NUMBERS.get(what)));
    }

    private static Map<String, int[]> read() {
        Map<String, int[]> numbers = new HashMap<>();
        try (InputStream resource = Objects.requireNonNull(SystemCalls.class.getResourceAsStream(RECORDING));
                BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int space = line.indexOf(' ');
                String[] words = line.substring(space + 1).split(" ", -1);
                numbers.put(
                        line.substring(0, space),
                        Arrays.stream(words).flatMapToInt(SystemCalls::times).toArray());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return numbers;
    }

    /** Reads {@code 13} or {@code 13*64}. */
    private static IntStream times(String word) {
        int star = word.indexOf('*');
        return star < 0
                ? IntStream.of(Integer.parseInt(word))
                : IntStream.range(0, Integer.parseInt(word.substring(star + 1)))
                        .map(i -> Integer.parseInt(word.substring(0, star)));
    }
}
