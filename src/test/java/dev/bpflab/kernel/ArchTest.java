package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of system calls beside those of the kernel's own headers, for each processor. */
class ArchTest {
    private static final Pattern DEFINE = Pattern.compile("(?m)^#define __NR(?:3264)?_(\\w+) (\\d+)$");

    /** A line that puts a number where the system call reads it, and says which. */
    private static final Pattern LISTED = Pattern.compile("mov (?:x8, #|eax, )(\\d+) +; (\\w+)\\(2\\)");

    private static final Pattern SYSTEM_CALL = Pattern.compile("(?m)^\\p{XDigit}+ +(?:syscall|svc #0)$");

    @ParameterizedTest
    @EnumSource(Arch.class)
    void theNumbersAreThoseOfTheKernelsHeaders(Arch arch) throws IOException {
        Map<String, Integer> headers = headers(arch);
        int compared = 0;
        for (SystemCall call : SystemCall.values()) {
            // Headers may be older than what we refuse to let pass.
            Integer number = headers.get(call.name().toLowerCase(Locale.ROOT));
            if (number != null) {
                assertThat(call.existsOn(arch)).as(call.name()).isTrue();
                assertThat(call.on(arch)).as(call.name()).isEqualTo(number);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void soAreThoseInTheMachineCode(Arch arch) throws IOException {
        Map<String, Integer> headers = headers(arch);
        for (String program : new String[] {"burner", "sleeper"}) {
            String listing = WorkProgramsTest.listing(program, arch);
            int named = 0;
            for (Matcher call = LISTED.matcher(listing); call.find(); named++) {
                assertThat(headers.get(call.group(2))).as(call.group()).isEqualTo(Integer.valueOf(call.group(1)));
            }
            assertThat(named).isPositive().isEqualTo((int)
                    SYSTEM_CALL.matcher(listing).results().count());
        }
    }

    private static Map<String, Integer> headers(Arch arch) throws IOException {
        Path header = Path.of(
                arch == Arch.X86_64
                        ? "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"
                        : "/usr/include/asm-generic/unistd.h");
        Assumptions.assumeTrue(Files.isReadable(header), "there is no " + header + " (package linux-libc-dev)");
        Map<String, Integer> numbers = new HashMap<>();
        for (Matcher define = DEFINE.matcher(Files.readString(header)); define.find(); ) {
            numbers.put(define.group(1), Integer.valueOf(define.group(2)));
        }
        return numbers;
    }
}
