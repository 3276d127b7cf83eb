package dev.bpflab.sim;

import dev.bpflab.sim.RssEvents.Member;
import dev.bpflab.sim.RssEvents.Mm;
import dev.bpflab.sim.machine.Task;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The memory of a process of the simulated stage, with the events in the order of those on Linux 6.18. Until its first
 * execution it runs in its parent's memory, as a child of vfork(2) does; each execution begins with a new memory and gives
 * the old one back. How far it grows comes from a seed, and is about what {@code true} had there: 92 KiB of anonymous
 * memory and 1 MiB from files.
 */
final class ProcessMemory {
    private static final int PAGE = 4096;
    /** The parent's anonymous memory: a workbench's. */
    private static final long PARENTS = 33_780L * PAGE;

    private static final int LEAST_GROWTH = 14;
    private static final int MOST_GROWTH = 30;
    /** Page faults in a file map the pages around them too. */
    private static final int AROUND = 16 * PAGE;

    /** Where the memories of tasks lie in the kernel's own, and how far apart. */
    private static final long PLACES = 0xffff_8881_8000_0000L;

    private static final int MM_SIZE = 0x600;

    private final RssEvents events;
    private final SplittableRandom random;
    private final Map<Member, Long> sizes = new EnumMap<>(Member.class);
    private Mm mm;
    private boolean own;
    private boolean endsWithFiles;

    ProcessMemory(RssEvents events, SplittableRandom random) {
        this.events = events;
        this.random = random;
        // The parent's, which every process of a stage has.
        this.mm = new Mm(0x2835_2289, PLACES);
    }

    /** Lets a file be the last that grows each time. */
    void endWithFiles() {
        endsWithFiles = true;
    }

    /** Sets up a new memory, in which the arguments of a program lie. */
    void beforeExec(int cpu, Task task) {
        Mm old = mm;
        long before = own ? sizes.getOrDefault(Member.ANONPAGES, 0L) : PARENTS;
        mm = new Mm(random.nextInt(), PLACES + (long) MM_SIZE * random.nextInt(1, 1 << 20));
        events.changed(cpu, task, mm, false, Member.ANONPAGES, PAGE);
        events.changed(cpu, task, old, true, Member.ANONPAGES, before + PAGE);
        events.changed(cpu, task, old, true, Member.ANONPAGES, before);
        if (own) {
            giveBack(cpu, task, old);
        }
        own = true;
        sizes.put(Member.ANONPAGES, (long) PAGE);
    }

    /**
     * Lets a program begin in it.
     *
     * @param inMemory whether the program is a file in memory
     */
    void executed(int cpu, Task task, boolean inMemory) {
        change(cpu, task, inMemory ? Member.SHMEMPAGES : Member.FILEPAGES, inMemory ? PAGE : AROUND);
        change(cpu, task, Member.ANONPAGES, PAGE);
    }

    /** Lets a program and its libraries grow, and sometimes give a little back. */
    void grow(int cpu, Task task) {
        int pages = random.nextInt(LEAST_GROWTH, MOST_GROWTH);
        for (int i = 0; i < pages; i++) {
            if (random.nextInt(2) == 0) {
                change(cpu, task, Member.FILEPAGES, AROUND);
            }
            change(cpu, task, Member.ANONPAGES, PAGE);
        }
        if (random.nextInt(2) == 0) {
            change(cpu, task, Member.ANONPAGES, -1L * PAGE * random.nextInt(1, LEAST_GROWTH / 2));
        }
        if (endsWithFiles) {
            change(cpu, task, Member.FILEPAGES, AROUND);
        }
    }

    /** Gives it back when the process ends. */
    void end(int cpu, Task task) {
        giveBack(cpu, task, mm);
    }

    private void change(int cpu, Task task, Member member, long bytes) {
        events.changed(cpu, task, mm, true, member, sizes.merge(member, bytes, Long::sum));
    }

    private void giveBack(int cpu, Task task, Mm old) {
        sizes.forEach((member, size) -> {
            for (long left = size / 2 / PAGE * PAGE; left > 0; left = left / 2 / PAGE * PAGE) {
                events.changed(cpu, task, old, false, member, left);
            }
            events.changed(cpu, task, old, false, member, 0);
        });
        sizes.clear();
    }
}
