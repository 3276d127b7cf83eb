package dev.bpflab.pattern;

import static dev.bpflab.bpf.Codecs.COMM;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Codecs.field;
import static dev.bpflab.bpf.Codecs.struct;
import static dev.bpflab.isa.Reg.R0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.NoStage;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.Sim;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a learner reads who uses a pattern where it does not fit; nothing is left open then. */
class PatternMessagesTest {
    private record Row(String message, Consumer<Workspace> mistake) {}

    private record Named(String comm) {}

    private static Row row(String message, Consumer<Workspace> mistake) {
        return new Row(message, mistake);
    }

    private static final Row[] ROWS = {
        row(
                "count in map 'small': EINVAL (its values are u32; use U64; values per CPU need no counter, their sum does)",
                in -> Patterns.counter(map(in, MapSpec.hash("small", U32, U32).maxEntries(1)))),
        row("histogram of map 'names': EINVAL (its keys are comm, not numbers; use top(map, 10))", in -> {
            BpfMap<String, Long> names =
                    map(in, MapSpec.hash("names", COMM, U64).maxEntries(1));
            names.put("sh", 1L);
            Patterns.histogram(names);
        }),
        row(
                "linear buckets: EINVAL (64 buckets of width 0; use 1 or more of both, at most 1048576 buckets, and bounds below 2^63)",
                in -> Patterns.linear(0, 64)),
        row("log2 buckets: EINVAL (65 buckets; use 1 to 64)", in -> Patterns.log2(65)),
        row(
                "percentile: ERANGE (101.0 is no percentage; use 0 to 100)",
                in -> new Histogram(List.of()).percentile(101)),
        row(
                "percentile: ERANGE (NaN is no percentage; use 0 to 100)",
                in -> new Histogram(List.of()).percentile(Double.NaN)),
        row("percentile: ENODATA (nothing was counted; count first)", in -> new Histogram(List.of()).percentile(50)),
        row(
                "create cache 'names': EINVAL (entries live PT0S; use a longer time)",
                in -> Patterns.cache("names", U32, U64, 10, Duration.ZERO)),
        row(
                "create map 'names': EINVAL (max_entries is 0; use 1 or more)",
                in -> Patterns.cache("names", U32, U64, 0, Duration.ofSeconds(1))),
        row(
                "load field 'comm': EINVAL (comm has 16 bytes and fits no register; point to it with ldMapValue and offsetOf)",
                in -> {
                    try (Config<Named> config = named("sh")) {
                        config.load(R0, "comm");
                    }
                }),
        row(
                "encode comm: ERANGE (30 bytes do not fit 15 and the NUL at the end; shorten it)",
                in -> named("x".repeat(30))),
    };

    private static Config<Named> named(String comm) {
        return Patterns.config("named", struct(Named.class, field("comm", COMM)), new Named(comm));
    }

    private static <K, V> BpfMap<K, V> map(Workspace in, MapSpec<K, V> spec) {
        return in.create(spec);
    }

    @TestFactory
    Stream<DynamicTest> eachMistakeHasItsMessage() {
        return Stream.of(ROWS)
                .map(row -> dynamicTest(row.message(), () -> {
                    try (Workspace workspace = new Workspace(Sim.host(1), new NoStage())) {
                        workspace.use();
                        assertThatThrownBy(() -> row.mistake().accept(workspace))
                                .isInstanceOf(BpfException.class)
                                .hasMessage(row.message());
                        assertThat(workspace.programs()).isEmpty();
                        assertThat(workspace.maps()).noneMatch(map -> map.name().equals("named"));
                    }
                }));
    }
}
