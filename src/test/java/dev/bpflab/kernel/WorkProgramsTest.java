package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.CpuWork;
import dev.bpflab.bpf.SleepWork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The programs that burn CPU time and that sleep, for each processor: as an assembler and an emulator see them. */
class WorkProgramsTest {
    /** What a shell calls the end by signal 27, SIGPROF. */
    private static final int ENDED_BY_SIGPROF = 128 + 27;

    private static final CpuWork BURN = new CpuWork("spin_round", Duration.ofMillis(50));
    private static final SleepWork SLEEP = new SleepWork("wait_for_it", 7, Duration.ofMillis(1));

    @TempDir
    Path folder;

    static Stream<Arguments> listings() {
        return Stream.of(Arch.values())
                .flatMap(arch -> Stream.of("burner", "sleeper").map(program -> Arguments.of(program, arch)));
    }

    @ParameterizedTest
    @MethodSource("listings")
    void anAssemblerMakesTheBytesOfAListingFromItsInstructions(String program, Arch arch) throws IOException {
        Tools.assume("llvm-mc", "llvm-objcopy");
        Path source = folder.resolve("source.s");
        Path object = folder.resolve("object.o");
        Path code = folder.resolve("code");
        Files.writeString(
                source, (arch == Arch.X86_64 ? ".intel_syntax noprefix\n" : "") + instructions(program, arch));
        Tools.output(
                "llvm-mc",
                "--arch=" + arch.listingName(),
                "--filetype=obj",
                source.toString(),
                "-o",
                object.toString());
        Tools.output("llvm-objcopy", "-O", "binary", "-j", ".text", object.toString(), code.toString());
        assertThat(Files.readAllBytes(code))
                .isEqualTo(MachineCode.of(program, arch).bytes());
    }

    private static String instructions(String program, Arch arch) throws IOException {
        StringBuilder text = new StringBuilder();
        listing(program, arch)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll(";.*", "").replaceFirst("^\\p{XDigit}+ ", ""))
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    static String listing(String program, Arch arch) throws IOException {
        String name = program + "." + arch.listingName() + ".txt";
        try (InputStream resource = MachineCode.class.getResourceAsStream(name)) {
            assertThat(resource).as(name).isNotNull();
            return new String(resource.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void theFunctionsLieOneBehindTheOther(Arch arch) {
        assertThat(functions(WorkPrograms.burner(BURN, arch)))
                .containsExactly("_start", "main", BURN.function(), "fill_random");
        assertThat(functions(WorkPrograms.sleeper(SLEEP, arch))).containsExactly("_start", "main", SLEEP.function());
    }

    private static List<String> functions(ElfFile program) {
        return Stream.iterate(0x40_0000L, address -> address + 1)
                .limit(1000)
                .flatMap(address -> program.find("", address).stream())
                .filter(symbol -> symbol.offset() == 0)
                .map(symbol -> symbol.name())
                .toList();
    }

    @Test
    void anEmulatedArmProcessorBurnsItsTimeAndIsEndedByTheTimer() throws IOException {
        Tools.assume("qemu-aarch64");
        Tools.Ended ended = Tools.run("qemu-aarch64", "-strace", executable(WorkPrograms.burner(BURN, Arch.AARCH64)));
        assertThat(ended.status()).as(ended.output()).isEqualTo(ENDED_BY_SIGPROF);
        assertThat(ended.output())
                .contains("prctl(15,", "setitimer(")
                .containsPattern("getrandom\\(.*4096,0.*\\) = 4096")
                .doesNotContain("errno");
    }

    @Test
    void anEmulatedArmProcessorSleepsSoManyTimes() throws IOException {
        Tools.assume("qemu-aarch64");
        Tools.Ended ended = Tools.run("qemu-aarch64", "-strace", executable(WorkPrograms.sleeper(SLEEP, Arch.AARCH64)));
        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(ended.output().split("nanosleep\\(", -1)).hasSize(1 + SLEEP.times());
        assertThat(ended.output()).contains("prctl(15,", "exit_group(0)").doesNotContain("errno");
    }

    private String executable(ElfFile program) throws IOException {
        Path file = folder.resolve("program");
        Files.write(file, program.bytes());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    @Test
    void aListingWithALineThatIsNeitherBytesNorALabelIsRefused() {
        assertThatThrownBy(() -> MachineCode.parse("main:\nc3  ret\nxyz  ret\n"))
                .hasMessageContaining("xyz");
        assertThatThrownBy(() -> MachineCode.parse("main:\n").at(".end")).hasMessageContaining(".end");
    }
}
