package dev.bpflab.kernel;

/**
 * The machine code of a program that burns CPU time, for x86-64: {@code main} calls by turns a function that counts down,
 * about four fifths of the time, and {@code fill_random}, which is in the kernel all the time. Every function has a frame
 * pointer, so that its stack can be walked. It ends by itself, by SIGPROF, after so much CPU time, and with its parent.
 */
final class Burner {
    private static final String CODE = """
            31ed                    // _start:  xor ebp, ebp         the outermost frame
            4883e4f0                //          and rsp, -16
            bf01000000 be09000000   //          prctl(PR_SET_PDEATHSIG, SIGKILL)
            b89d000000 0f05
            bf0f000000              //          prctl(PR_SET_NAME, name)
            488d3575000000
            b89d000000 0f05
            bf02000000              //          setitimer(ITIMER_PROF, timer, NULL)
            488d3572000000 31d2
            b826000000 0f05
            e802000000 0f0b         //          call main; ud2
            55 4889e5               // main:    push rbp; mov rbp, rsp
            e807000000              // again:   call hot
            e811000000              //          call fill_random
            ebf4                    //          jmp again
            55 4889e5               // hot:     push rbp; mov rbp, rsp
            b9c0c62d00              //          mov ecx, 3000000
            ffc9 75fc               //          dec ecx; jnz
            5d c3                   //          pop rbp; ret
            55 4889e5 53            // fill_random: push rbp; mov rbp, rsp; push rbx
            4881ec08100000          //          sub rsp, 4104
            bb20000000              //          mov ebx, 32
            4889e7 be00100000 31d2  // fill:    getrandom(rsp, 4096, 0)
            b83e010000 0f05
            ffcb 75eb               //          dec ebx; jnz fill
            4881c408100000 5b 5d c3 //          add rsp, 4104; pop rbx; pop rbp; ret
            0f1f00                  //          nop, so that the data is aligned
            """;

    private static final int MAIN = 0x46;
    private static final int HOT = 0x56;
    private static final int FILL_RANDOM = 0x65;
    private static final int CODE_END = 0x95;
    private static final int NAME = 0x98;
    private static final int NAME_LENGTH = 16;
    private static final int TIMER_SECONDS = NAME + NAME_LENGTH + 16;
    private static final int SIZE = TIMER_SECONDS + 16;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Burner() {}

    /**
     * Returns the program as an executable file.
     *
     * @param function what the function that counts down is called, and the process; 1 to 15 characters
     * @param nanos the CPU time after which it ends
     */
    static ElfFile program(String function, long nanos) {
        ElfFile elf = new ElfFile(SIZE);
        elf.text().put(0, MachineCode.parse(CODE));
        elf.text().put(NAME, MachineCode.text(function));
        elf.text().putLong(TIMER_SECONDS, nanos / NANOS_PER_SECOND);
        elf.text().putLong(TIMER_SECONDS + Long.BYTES, nanos % NANOS_PER_SECOND / 1000);
        elf.function("_start", 0, MAIN);
        elf.function("main", MAIN, HOT - MAIN);
        elf.function(function, HOT, FILL_RANDOM - HOT);
        elf.function("fill_random", FILL_RANDOM, CODE_END - FILL_RANDOM);
        return elf;
    }
}
