package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.differential.SimulatedRelease;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What helpers do and refuse: programs with the verdict, the result, the packet and the map entries that Linux 6.18 gave. */
interface HelperContract extends HostUnderTest {
    /** The files of cases. */
    List<String> FILES =
            List.of("maps.txt", "callbacks.txt", "numbers.txt", "memory.txt", "packets.txt", "strings.txt");

    static Stream<ProgramCase> cases() {
        return FILES.stream().flatMap(file -> ProgramCase.load("helpers/" + file).stream());
    }

    @ParameterizedTest
    @MethodSource("dev.bpflab.bpf.HelperContract#cases")
    default void givesAProgramTheOutcomeThatLinuxGave(ProgramCase program) {
        assertThat(program.expected()).as("the case says what is expected").isNotEmpty();
        List<String> outcome = program.outcome(host());
        SimulatedRelease.assumeSame(host(), outcome, program.expected());
        assertThat(outcome).isEqualTo(program.expected());
    }
}
