package dev.bpflab.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.Sim;
import dev.bpflab.view.Theme;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the vocabulary returns says what it is, where Java itself would show the name of a class. */
class ResultsAtThePromptTest {
    private final Workspace workspace =
            new Workspace(Sim.host(1), NoHost.workspace().stage());
    private final Session session =
            Session.open(workspace, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @AfterEach
    void end() {
        session.close();
        workspace.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            counter(m)                            | counter in map 1 'm': hash, u32 -> u64, max_entries 9
            PerCpuCounter.create("c", 2)          | counters per CPU in map 3 'c': percpu_array, u32 -> u64 per CPU, max_entries 2
            cache("k", U32, U64, 5, Duration.ofMillis(1500)) | cache of entries that live 1.5 s, in map 3 'k': lru_hash, u32 -> timed, max_entries 5
            config("s", S, new Settings(7L))      | settings in map 3 's': array, u32 -> settings, max_entries 1, map_flags 128
            log2(8)                               | 9 buckets: 0, 1, … ≥ 128
            linear(10, 4)                         | 5 buckets: 0–9, 10–19, … ≥ 40
            m.batches(2)                          | batches of up to 2 entries of map 1 'm': hash, u32 -> u64, max_entries 9
            m.iterator()                          | iterator over a map's entries
            r.records(Duration.ofMillis(1))       | records of map 2 'r': ringbuf, bytes0 -> u64, max_entries 4096
            mapInfos().get(0)                     | map 1 'm': hash, bytes4 -> bytes8, max_entries 9
            onCpu(1, p, 10)                       | on CPU 1: 10 runs on 64 bytes of data
            userspace(() -> {})                   | userspace beside programs
            TestRun.ofArguments(1, 2)             | 1 run on 0 bytes of data and 16 of context
            """)
    void saysWhatItIs(String expression, String shown) {
        List<Outcome> outcomes = session.run("""
                record Settings(long limit) {}
                var S = struct("settings", Settings.class, field("limit", U64));
                var m = createMap(MapSpec.hash("m", U32, U64).maxEntries(9));
                var r = createMap(MapSpec.ringbuf("r", U64).maxEntries(4096));
                var p = load(assemble(mov(R0, 2), exitInsn()), XDP);
                """ + expression, each -> {});

        assertThat(outcomes.get(outcomes.size() - 1).text()).endsWith(" ==> " + shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m.get(1L)                    | -1 (as u64 18446744073709551615)
            readU64(mapLookup(m, u32(1))) | -1 (as u64 18446744073709551615)
            var n = m.get(1L)            | -1 (as u64 18446744073709551615)
            -5L                          | -5
            List.of(-5).get(0)           | -5
            "x".repeat(5000)             | characters; System.out.println($2) prints all)
            """)
    void numbersFromMapsAreNeverOnlyNegative(String expression, String shown) {
        List<Outcome> outcomes = session.run(
                "var m = createMap(MapSpec.hash(\"m\", U32, U64).maxEntries(9)); m.put(1L, -1L);\n" + expression,
                each -> {});
        assertThat(outcomes.get(outcomes.size() - 1).text()).endsWith(shown.replace("$2", "$3"));
    }

    @Test
    void aPictureFitsTheWidthThatThereIs() {
        List<Outcome> outcomes = session.run("""
                var m = createMap(MapSpec.hash("m", U32, U64).maxEntries(9));
                m.put(1L, 2L); m.put(2L, 4L);
                m""", each -> {});
        Outcome last = outcomes.get(outcomes.size() - 1);
        assertThat(last.text()).startsWith("m ==>\nmap 1 'm': hash, u32 -> u64, max_entries 9\n████");
        assertThat(Theme.PLAIN.print(Objects.requireNonNull(last.picture()).lines(30)))
                .isEqualTo("""
                m ==>
                map 1 'm': hash, u32 -> u64,
                max_entries 9
                ██░░░░░░░ 2 of 9 entries, 22 %
                key │ value │
                ────┼───────┼─────────────────
                  2 │     4 │ ████████████████
                  1 │     2 │ ████████
                """);
        assertThat(outcomes.get(0).picture()).isNull();
        assertThat(session.variables().get(0).value()).isEqualTo("map 1 'm': hash, u32 -> u64, max_entries 9");
    }
}
