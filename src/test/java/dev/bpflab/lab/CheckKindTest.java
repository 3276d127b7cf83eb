package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Values;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each kind of check, on what a learner may have made. */
class CheckKindTest {
    private static final MapSpec<Long, Long> SPEC =
            MapSpec.hash("counts", Codecs.U32, Codecs.U64).maxEntries(100);
    private static final String MAP = "map=counts;key=u32;value=u64";

    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = new FakeSession(workspace);
    private final Scene scene = new Scene(session, FakeStage.noTrials());

    @AfterEach
    void close() {
        workspace.close();
    }

    private CheckResult judge(String attributes, String... rows) {
        return CheckKind.read(Blocks.check(attributes, rows)).judge(scene);
    }

    private Failed failure(String attributes, String... rows) {
        CheckResult result = judge(attributes, rows);
        assertThat(result).isInstanceOf(Failed.class);
        return (Failed) result;
    }

    /** Sets a value as a program does. */
    private <K> void counted(BpfMap<K, Long> map, K key, long value) {
        map.put(key, value);
        byte[] bytes = Column.encode(map.spec().key(), key, map.spec().key().size());
        workspace.handWritten(map).deleted(bytes);
    }

    private BpfMap<Long, Long> counts() {
        BpfMap<Long, Long> counts = workspace.create(SPEC);
        session.set("counts", counts);
        return counts;
    }

    @Test
    void aMapHoldsWhatItsTableSays() {
        BpfMap<Long, Long> counts = counts();
        counts.put(1000L, 4L);
        counts.put(1001L, 2L);

        assertThat(judge(MAP + ";match=contains", "key|value", "1000|4").isPassed())
                .isTrue();
        assertThat(judge(MAP + ";match=contains", "key|value", "1000|>= 4", "1001|!= 3")
                        .isPassed())
                .isTrue();
        assertThat(judge(MAP + ";match=exact", "key|value", "1000|4", "1001|2").isPassed())
                .isTrue();
        assertThat(judge(MAP + ";match=absent", "key", "1002").isPassed()).isTrue();
    }

    @Test
    void whatAMapDoesNotHoldIsToldByKeyExpectedAndFound() {
        BpfMap<Long, Long> counts = counts();
        counts.put(1000L, 3L);
        counts.put(77L, 1L);

        assertThat(failure(MAP + ";otherwise=is the increment atomic?", "key|value", "1000|4", "1001|2"))
                .isEqualTo(new Failed(
                        "counts: 1000 -> 4, 1001 -> 2",
                        "counts: 1000 -> 3, no entry for 1001",
                        "is the increment atomic?",
                        2,
                        2,
                        Optional.of(new CheckResult.Details(
                                "counts",
                                List.of(
                                        new CheckResult.Difference("1000", "4", "3"),
                                        new CheckResult.Difference("1001", "2", "no entry")),
                                ""))));
        assertThat(failure(MAP + ";match=exact", "key|value", "1000|3").found()).isEqualTo("counts: 77 -> 1");
        assertThat(failure(MAP + ";match=absent", "key", "77").found()).isEqualTo("counts: 77 -> 1");
    }

    @Test
    void aFunctionMayHaveAnotherNameOnAnotherProcessor() {
        List<String> stack = List.of("chacha_block", "__arm64_sys_getrandom", "el0_svc");
        assertThat(StacksCheck.isThrough(stack, "__x64_sys_getrandom or __arm64_sys_getrandom"))
                .isTrue();
        assertThat(StacksCheck.isThrough(stack, "__arm64_sys_getrandom")).isTrue();
        assertThat(StacksCheck.isThrough(stack, "__x64_sys_getrandom")).isFalse();
    }

    @Test
    void aMapOfBareBytesIsReadAsTheTableSays() {
        BpfMap<?, ?> raw = workspace.create(MapSpec.of(MapType.HASH, 4, 8, 10));
        dev.bpflab.bpf.Bpf.mapUpdate(raw, Values.u32(1000), Values.u64(4));
        session.set("counts", raw);

        assertThat(judge(MAP + ";match=exact", "key|value", "1000|4").isPassed())
                .isTrue();
    }

    @Test
    void aMapThatIsMissingClosedOfOtherSizesOrNoMapIsToldApart() {
        String[] table = {"key|value", "1000|4"};
        assertThat(failure(MAP, table).found()).isEqualTo("no variable counts, or it holds null");
        session.set("counts", SPEC);
        assertThat(failure(MAP, table).found()).isEqualTo("counts holds a blueprint of a map (MapSpec)");
        counts().close();
        assertThat(failure(MAP, table).found()).isEqualTo("counts is closed");
        session.set("counts", workspace.create(MapSpec.of(MapType.HASH, 8, 4, 10)));
        assertThat(failure(MAP, table).found()).isEqualTo("counts with keys of 8 and values of 4 bytes");
    }

    @Test
    void aRowMayNameAProcessThatTheStageRanAndNoLookAlike() {
        BpfMap<Long, Long> counts = counts();
        StartedProcess four = workspace.runExecChain("true", 4);
        counted(counts, four.pid(), 4L);
        session.set("four", four);
        assertThat(judge(MAP, "key|value", "{four.pid}|4").isPassed()).isTrue();

        session.set("four", new StartedProcess(four.pid(), "true", 4));
        assertThat(failure(MAP, "key|value", "{four.pid}|4").found()).contains("which the stage did not run");
        assertThat(failure(MAP, "key|value", "{none.pid}|4").found()).isEqualTo("no variable none");
    }

    @Test
    void whatHappenedIsNotToldByHand() {
        BpfMap<Long, Long> counts = counts();
        StartedProcess four = workspace.runExecChain("true", 4);
        session.set("four", four);
        counts.put(four.pid(), 4L);
        assertThat(failure(MAP, "key|value", "{four.pid}|4").found()).isEqualTo("set from here, by put or mapUpdate");

        dev.bpflab.bpf.Bpf.mapDelete(counts, Values.u32(four.pid()));
        dev.bpflab.bpf.Bpf.mapUpdateBatch(counts, Map.of(Values.u32(four.pid()), Values.u64(4)));
        assertThat(judge(MAP, "key|value", "{four.pid}|4").isPassed()).isFalse();

        counts.remove(four.pid());
        counted(counts, four.pid(), 4L);
        assertThat(judge(MAP, "key|value", "{four.pid}|4").isPassed()).isTrue();
        assertThat(judge(MAP, "key|value", four.pid() + "|4").isPassed())
                .as("what the table writes itself may be set by hand")
                .isTrue();
    }

    @Test
    void aRowThatNamesAListStandsForEachOfItsProcessesAndEqualKeysAddUp() {
        BpfMap<Long, Long> counts = counts();
        List<StartedProcess> once = workspace.runProcesses("true", 3);
        once.forEach(process -> counted(counts, process.pid(), 1L));
        session.set("once", once);
        assertThat(judge(MAP + ";match=exact", "key|value", "{once.pid}|1").isPassed())
                .isTrue();

        BpfMap<String, Long> byComm = workspace.create(
                MapSpec.hash("by_comm", Codecs.text(16), Codecs.U64).maxEntries(10));
        counted(byComm, "true", 3L);
        session.set("byComm", byComm);
        String check = "map=byComm;key=text16;value=u64";
        assertThat(judge(check, "key|value", "{once.comm}|{once.execs}").isPassed())
                .isTrue();
        counted(byComm, "true", 2L);
        assertThat(failure(check, "key|value", "{once.comm}|>= {once.execs}").expected())
                .isEqualTo("byComm: true -> >= 3");

        session.set("once", List.of());
        assertThat(failure(MAP, "key|value", "{once.pid}|1").found()).isEqualTo("once is an empty list");
    }

    @Test
    void aBlueprintHasTheTablesProperties() {
        String[] table = {"property|expected", "type|hash", "key_size|4", "value_size|8", "max_entries|>= 100"};
        session.set("spec", SPEC);
        assertThat(judge("blueprint=spec", table).isPassed()).isTrue();

        session.set("spec", MapSpec.array("counts", Codecs.U32).maxEntries(100));
        assertThat(failure("blueprint=spec", table))
                .extracting(Failed::expected, Failed::found, Failed::misses)
                .containsExactly("spec with type hash, value_size 8", "type array, value_size 4", 2);
        session.set("spec", "hash");
        assertThat(failure("blueprint=spec", table).found()).isEqualTo("spec holds hash");
    }

    @Test
    void aCreatedMapIsOpenAndHasTheTablesProperties() {
        String[] table = {"property|expected", "max_entries|100"};
        BpfMap<Long, Long> counts = counts();
        assertThat(judge("created=counts", table).isPassed()).isTrue();

        counts.close();
        assertThat(failure("created=counts", table).found()).isEqualTo("counts is closed");
        session.set("counts", SPEC);
        assertThat(failure("created=counts", table).expected()).contains("a map (BpfMap)");
    }

    @Test
    void aProgramNamesTheMap() {
        assertThat(failure("program=counter;uses=counts").found()).isEqualTo("no variable counter, or it holds null");
        session.set("counter", Program.of(List.of()));
        counts();
        assertThat(failure("program=counter;uses=counts").found()).isEqualTo("counter names no map");
    }

    @Test
    void aTextHoldsTheEntriesOfAMapInJson() {
        BpfMap<Long, Long> array =
                workspace.create(MapSpec.array("a", Codecs.U64).maxEntries(4));
        array.put(1L, 50L);
        array.put(3L, 7L);
        session.set("a", array);
        String check = "json=text;of=a;key=u32;value=u64";
        for (String json : List.of(
                "{\"1\": 50, \"3\": 7}",
                "{\"0\":0,\"1\":50,\"2\":0,\"3\":7}",
                "[{\"key\":1,\"value\":50},{\"key\":3,\"value\":\"7\"}]")) {
            session.set("text", json);
            assertThat(judge(check).isPassed()).as(json).isTrue();
        }
        session.set("text", "{\"1\": 50}");
        assertThat(failure(check))
                .extracting(Failed::expected, Failed::found)
                .containsExactly("text holds the entries of a: 1 -> 50, 3 -> 7", "text holds 1 -> 50");
        session.set("text", "{1: 50}");
        assertThat(failure(check).found()).contains("Unexpected character");
        session.set("text", "[1, 50]");
        assertThat(failure(check).found()).isEqualTo("an element has no key or no value");
        session.set("text", "7");
        assertThat(failure(check).expected()).isEqualTo("text is an object or a list of the entries of a");
    }

    @Test
    void aVariableHoldsWhatAMapHoldsUnderAKey() {
        counts().put(5L, 50L);
        session.set("full", 50L);
        assertThat(judge("variable=full;as=u64;of=counts;key=u32;at=5").isPassed())
                .isTrue();
        assertThat(failure("variable=full;as=u64;of=counts;key=u32;at=6").found())
                .isEqualTo("counts has no entry for 6");
        session.set("full", 49L);
        assertThat(failure("variable=full;as=u64;of=counts;key=u32;at=5").expected())
                .isEqualTo("full = 50");
    }

    @Test
    void nothingLoadedAndNothingAttachedIsSaidSo() {
        counts();
        assertThat(failure("loaded=tracepoint;uses=counts").found()).isEqualTo("no loaded program");
        assertThat(failure("attached=tracepoint sched/sched_process_exec;uses=counts")
                        .found())
                .isEqualTo("no program attached");
    }

    @Test
    void aVariableHoldsAValueInWhateverForm() {
        for (Object four : List.of(4L, 4, Values.u64(4), Optional.of(4L))) {
            session.set("found", four);
            assertThat(judge("variable=found;as=u64;is=4").isPassed())
                    .as("%s", four)
                    .isTrue();
        }
        session.set("found", 3L);
        assertThat(failure("variable=found;as=u64;is=4").found()).isEqualTo("found = 3");
        session.set("found", "4");
        assertThat(failure("variable=found;as=u64;is=4").found()).isEqualTo("found holds 4");
        session.set("found", "true");
        assertThat(judge("variable=found;as=text16;is=true").isPassed()).isTrue();
    }

    @Test
    void aTopListIsTheMapsOwn() {
        BpfMap<Long, Long> counts = counts();
        counts.put(1L, 1L);
        counts.put(2L, 5L);
        counts.put(3L, 5L);
        String top = "top=busiest;of=counts;count=2;key=u32;value=u64";

        assertThat(failure(top).found()).isEqualTo("no variable busiest, or it holds null");
        session.set("busiest", List.of(new Entry<>(3L, 5L), new Entry<>(2L, 5L)));
        assertThat(judge(top).isPassed()).isTrue();
        session.set("busiest", List.of(Map.entry(2L, 5L), Map.entry(3L, 5L)));
        assertThat(judge(top).isPassed()).isTrue();
        session.set("busiest", List.of(new Entry<>(2L, 5L), new Entry<>(1L, 1L)));
        assertThat(failure(top).found()).isEqualTo("busiest = 2 -> 5, 1 -> 1");
        session.set("busiest", List.of(new Entry<>(2L, 5L), new Entry<>(2L, 5L)));
        assertThat(judge(top).isPassed()).isFalse();
        session.set("busiest", List.of(new Entry<>("2", 5L)));
        assertThat(judge(top).isPassed()).isFalse();
    }

    @Test
    void allEntriesAreJustWhatTheMapHolds() {
        BpfMap<Long, Long> counts = counts();
        counts.put(1L, 1L);
        counts.put(2L, 5L);
        String entries = "entries=all;of=counts;key=u32;value=u64";

        session.set("all", Map.of(1L, 1L, 2L, 5L));
        assertThat(judge(entries).isPassed()).isTrue();
        session.set("all", Map.of(1L, 1L));
        assertThat(failure(entries).expected()).isEqualTo("all = the entries of counts: 2 -> 5, 1 -> 1");
        counts.remove(1L);
        counts.remove(2L);
        session.set("all", 7);
        assertThat(judge(entries).isPassed()).isFalse();
        session.set("all", Map.of());
        assertThat(judge(entries).isPassed()).isTrue();
    }

    @Test
    void closedMeansClosedAndNothingElseOpen() {
        assertThat(failure("closed=counts").found()).isEqualTo("no variable counts, or it holds null");
        BpfMap<Long, Long> counts = counts();
        BpfMap<Long, Long> other = workspace.create(SPEC.named("other"));
        assertThat(failure("closed=counts").found()).contains("still open: map").contains("'other'");
        counts.close();
        assertThat(judge("closed=counts").isPassed()).isFalse();
        other.close();
        assertThat(judge("closed=counts").isPassed()).isTrue();
    }
}
