package dev.bpflab.kernel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Errno;
import dev.bpflab.grade.attack.AttackerFiles;
import dev.bpflab.kernel.SystemCall.Rule;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kernel itself with the filter: a program makes every call of the table that has one answer, by its number. */
@Tag("jdk")
class SeccompFilterIT {
    /** Nobody's, and not one that a submission gets. */
    private static final int USER = 61_184 - 1;

    private static final Map<Rule, Errno> ANSWERS =
            Map.of(Rule.REFUSED, Errno.EPERM, Rule.NETWORK, Errno.EACCES, Rule.NEWER, Errno.ENOSYS);

    @Test
    void theKernelAnswersAsTheTableSays() throws IOException {
        Assumptions.assumeTrue(Arch.named(System.getProperty("os.arch")).isPresent(), "unknown architecture");
        OptionalInt user = UserProcesses.isRoot() ? OptionalInt.of(USER) : OptionalInt.empty();
        List<SystemCall> calls = Stream.of(SystemCall.values())
                .filter(call -> call.existsOn(Arch.current()) && call.number() <= SystemCall.NEWEST)
                .filter(call -> ANSWERS.containsKey(call.rule()))
                .toList();
        List<String> attempt = new ArrayList<>(List.of("call"));
        calls.forEach(call -> attempt.add(Long.toString(call.number())));
        try (AttackerFiles attacker = new AttackerFiles()) {
            Confinement confinement = new Confinement(
                    attacker.command(attempt.toArray(String[]::new)),
                    Map.of("PATH", "/usr/bin:/bin"),
                    user,
                    SeccompFilter.of(true, false),
                    false,
                    Optional.empty(),
                    Map.of(ResourceLimit.FILE_SIZE, 0L));
            try (ConfinedProcess process = ConfinedProcess.start("try the filter", confinement)) {
                process.begin();
                List<String> lines = new String(
                                new BufferedInputStream(process.output()).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                assertThat(lines)
                        .containsExactlyElementsOf(calls.stream()
                                .map(call -> call.number() + " failed: java.io.IOException: errno "
                                        + requireNonNull(ANSWERS.get(call.rule()))
                                                .number())
                                .toList());
            }
        }
    }
}
