package dev.bpflab.kernel;

import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.SleepWork;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The programs that a stage runs so that there is something to sample: their machine code with the names and times of a
 * blueprint put in. Every function has a frame pointer, so that its stack can be walked.
 */
final class WorkPrograms {
    /** The function that is called as the blueprint says, and the process too. */
    private static final String WORK = "work";

    private static final String NAME = ".name";
    private static final String END = ".end";

    /** Where the first expiry is in {@code struct itimerval}, behind the interval. */
    private static final int TIMER_VALUE = 16;

    private static final int NANOS_PER_MICRO = 1000;

    private WorkPrograms() {}

    /** Returns a program that burns so much CPU time, most of it in the blueprint's function. */
    static ElfFile burner(CpuWork work, Arch arch) {
        MachineCode code = MachineCode.of("burner", arch);
        ElfFile elf = named(work.function(), code, arch);
        int timer = code.at(".timer") + TIMER_VALUE;
        elf.text().putLong(timer, work.cpuTime().toSeconds());
        elf.text().putLong(timer + Long.BYTES, work.cpuTime().toNanosPart() / NANOS_PER_MICRO);
        return elf;
    }

    /** Returns a program that sleeps so many times in the blueprint's function. */
    static ElfFile sleeper(SleepWork work, Arch arch) {
        MachineCode code = MachineCode.of("sleeper", arch);
        ElfFile elf = named(work.function(), code, arch);
        int each = code.at(".each");
        elf.text().putLong(each, work.each().toSeconds());
        elf.text().putLong(each + Long.BYTES, work.each().toNanosPart());
        elf.text().putInt(code.at(".times"), work.times());
        return elf;
    }

    private static ElfFile named(String function, MachineCode code, Arch arch) {
        ElfFile elf = new ElfFile(arch, code.bytes());
        elf.text().put(code.at(NAME), function.getBytes(StandardCharsets.US_ASCII));
        List<Map.Entry<String, Integer>> starts = new ArrayList<>(code.labels().entrySet());
        starts.removeIf(
                label -> label.getKey().startsWith(".") && !label.getKey().equals(END));
        for (int i = 0; i + 1 < starts.size(); i++) {
            String name = starts.get(i).getKey();
            int start = starts.get(i).getValue();
            elf.function(
                    name.equals(WORK) ? function : name,
                    start,
                    starts.get(i + 1).getValue() - start);
        }
        return elf;
    }
}
