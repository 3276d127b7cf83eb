package dev.bpflab.sim;

import dev.bpflab.bpf.CpuWork;
import dev.bpflab.sim.machine.CallStacks;
import dev.bpflab.sim.machine.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where a process is at each moment that burns CPU time: in the functions, and about as often in each, as 1,999 samples a
 * second found the live stage's process in on Linux 6.18.
 */
final class BurningCpu {
    /** How often, of 100 samples, the process is in its own function, and in the kernel in each of these. */
    private enum Place {
        COUNTING(74, "", 0),
        PERMUTING(20, "chacha_permute", 0x209),
        COPYING(4, "_copy_to_iter", 0x90),
        GENERATING(2, "chacha_block_generic", 0x90);

        private static final Place[] ALL = values();

        private final int often;
        private final String function;
        private final int size;

        Place(int often, String function, int size) {
            this.often = often;
            this.function = function;
            this.size = size;
        }

        static Place at(int percent) {
            int sum = 0;
            for (Place place : ALL) {
                sum += place.often;
                if (percent < sum) {
                    return place;
                }
            }
            return COUNTING;
        }
    }

    /** How long it takes to count down once and to fill memory 32 times. */
    private static final long ROUND_NANOS = 1_400_000;

    /** What it calls first: prctl(2) twice, to end with its parent and to name itself, and then for the timer. */
    static final List<SystemCall> FIRST_CALLS = List.of(
            SystemCall.of(SystemCall.PRCTL), SystemCall.of(SystemCall.PRCTL), SystemCall.of(SystemCall.SETITIMER));

    /** It fills memory, 4096 bytes at a time. */
    static final List<SystemCall> CALLS_OF_A_ROUND =
            Collections.nCopies(32, new SystemCall(SystemCall.GETRANDOM, 4096));

    private final SimSymbols symbols;
    private final CpuWork work;
    private final Task task;
    private final SplittableRandom random;

    BurningCpu(SimSymbols symbols, CpuWork work, Task task, SplittableRandom random) {
        this.symbols = symbols;
        this.work = work;
        this.task = task;
        this.random = random;
    }

    /** Returns how often it has counted down and filled memory at its end. */
    long rounds() {
        return work.cpuTime().toNanos() / ROUND_NANOS;
    }

    /** Returns the process as a sample finds it. */
    Task sampled() {
        Place place = Place.at(random.nextInt(100));
        if (place == Place.COUNTING) {
            int offset = random.nextBoolean() ? 0x9 : 0xb;
            return task.in(
                    new CallStacks(List.of(), List.of(user(work.function(), offset), user("main", 0x9), start())));
        }
        List<Long> kernel = new ArrayList<>();
        kernel.add(symbols.kernelAddress(place.function, random.nextInt(place.size)));
        if (place == Place.PERMUTING) {
            kernel.add(symbols.kernelAddress("chacha_block_generic", 0x6e));
        }
        kernel.add(symbols.kernelAddress("get_random_bytes_user", place == Place.COPYING ? 0xe4 : 0xc6));
        kernel.add(symbols.kernelAddress("__x64_sys_getrandom", 0x7c));
        kernel.add(symbols.kernelAddress("do_syscall_64", 0x71));
        kernel.add(symbols.kernelAddress("entry_SYSCALL_64_after_hwframe", 0x76));
        return task.in(new CallStacks(kernel, List.of(user("fill_random", 0x22), user("main", 0xe), start())));
    }

    private long start() {
        return user("_start", 0x44);
    }

    private long user(String function, int offset) {
        return symbols.userAddress(work.function(), function, offset);
    }
}
