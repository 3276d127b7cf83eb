package dev.bpflab.kernel;

import dev.bpflab.bpf.SleepWork;
import java.time.Duration;

/**
 * The machine code of a program that sleeps, for x86-64: {@code main} calls a function so many times that calls
 * nanosleep(2). Every function has a frame pointer, so that its stack can be walked. It ends with its parent.
 */
final class Sleeper {
    private static final String CODE = """
            31ed                    // _start:  xor ebp, ebp         the outermost frame
            4883e4f0                //          and rsp, -16
            bf01000000 be09000000   //          prctl(PR_SET_PDEATHSIG, SIGKILL)
            b89d000000 0f05
            bf0f000000              //          prctl(PR_SET_NAME, name)
            488d354d000000
            b89d000000 0f05
            e80b000000              //          call main
            31ff b8e7000000 0f05    //          exit_group(0)
            0f0b                    //          ud2
            55 4889e5 53 50         // main:    push rbp; mov rbp, rsp; push rbx; push rax
            8b1d4a000000            //          mov ebx, [times]
            e808000000              // again:   call wait
            ffcb 75f7               //          dec ebx; jnz again
            58 5b 5d c3             //          pop rax; pop rbx; pop rbp; ret
            55 4889e5               // wait:    push rbp; mov rbp, rsp
            488d3d22000000 31f6     //          nanosleep(each, NULL)
            b823000000 0f05
            5d c3                   //          pop rbp; ret
            90909090909090          //          nop, so that the data is aligned
            """;

    private static final int MAIN = 0x3a;
    private static final int WAIT = 0x53;
    private static final int CODE_END = 0x69;
    private static final int NAME = 0x70;
    private static final int EACH_SECONDS = 0x80;
    private static final int TIMES = 0x90;
    private static final int SIZE = 0x98;

    private Sleeper() {}

    /** Returns the program as an executable file; the function and the process are called as the blueprint says. */
    static ElfFile program(SleepWork work) {
        Duration each = work.each();
        ElfFile elf = new ElfFile(SIZE);
        elf.text().put(0, MachineCode.parse(CODE));
        elf.text().put(NAME, MachineCode.text(work.function()));
        elf.text().putLong(EACH_SECONDS, each.toSeconds());
        elf.text().putLong(EACH_SECONDS + Long.BYTES, each.toNanosPart());
        elf.text().putInt(TIMES, work.times());
        elf.function("_start", 0, MAIN);
        elf.function("main", MAIN, WAIT - MAIN);
        elf.function(work.function(), WAIT, CODE_END - WAIT);
        return elf;
    }
}
