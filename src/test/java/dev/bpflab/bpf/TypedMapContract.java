package dev.bpflab.bpf;

import static dev.bpflab.bpf.Bpf.mapDeleteBatch;
import static dev.bpflab.bpf.Bpf.mapGetAll;
import static dev.bpflab.bpf.Bpf.mapLookupAndDeleteBatch;
import static dev.bpflab.bpf.Bpf.mapLookupBatch;
import static dev.bpflab.bpf.Bpf.mapUpdateBatch;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Values.u32;
import static dev.bpflab.bpf.Values.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What typed maps make of a host: batches, iteration, pins, and maps that others made. */
interface TypedMapContract extends ObjectContract {
    /** Returns a workspace on the host, which stays open when the workspace's maps are closed. */
    private Workspace workspace() {
        return new Workspace(host(), new NoStage());
    }

    private static Map<Long, Long> squares(int count) {
        Map<Long, Long> squares = new LinkedHashMap<>();
        LongStream.range(0, count).forEach(key -> squares.put(key, key * key));
        return squares;
    }

    private static List<Long> keysOf(Iterable<? extends Entry<Long, ?>> entries) {
        List<Long> keys = new ArrayList<>();
        entries.forEach(entry -> keys.add(entry.key()));
        return keys;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 4095, 4096, 4097, 10_000})
    default void aTypedMapIsReadAndWrittenWhole(int count) {
        BpfMap<Long, Long> map =
                workspace().create(MapSpec.hash("whole", U32, U64).maxEntries(Math.max(1, count)));
        map.putAll(squares(count));
        assertThat(mapGetAll(map)).isEqualTo(squares(count));
        assertThat(map.stream()).hasSize(count);
        assertThat(map.size()).isEqualTo(count);
        assertThat(map.removeAll(squares(count + 1).keySet())).isEqualTo(count);
        assertThat(map.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ARRAY, 10000", "ARRAY, 1", "PERCPU_ARRAY, 100"})
    default void aTypedArrayIsReadInTheOrderOfItsIndices(MapType type, int entries) {
        BpfMap<ByteBuffer, ByteBuffer> array = workspace().create(MapSpec.of(type, 4, 8, entries));
        assertThat(array.size()).isEqualTo(entries);
        List<Long> keys = new ArrayList<>();
        array.forEach(entry -> keys.add(Values.readU32(entry.key())));
        assertThat(keys).isEqualTo(LongStream.range(0, entries).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({
        // type, whether the key just returned is deleted or one whose turn may still come
        "HASH, true",
        "HASH, false",
        "LRU_HASH, true",
        "LRU_HASH, false"
    })
    default void aHashMayBeDeletedFromWhileIterating(MapType type, boolean behind) {
        BpfMap<Long, Long> map = workspace().create(new MapSpec<>("deleting", type, U32, U64, 20_000, 0));
        map.putAll(squares(10_000));
        List<Long> seen = new ArrayList<>();
        for (Entry<Long, Long> entry : map) {
            seen.add(entry.key());
            map.remove(behind ? entry.key() : 9_999 - entry.key());
        }
        assertThat(seen).doesNotHaveDuplicates();
        if (behind) {
            assertThat(seen).hasSize(10_000);
            assertThat(map.size()).isZero();
        }
    }

    @Test
    default void keysThatStayComeOnceHoweverMuchIsDeletedMeanwhile() {
        BpfMap<Long, Long> map =
                workspace().create(MapSpec.hash("staying", U32, U64).maxEntries(20_000));
        map.putAll(squares(10_000));
        List<Long> seen = new ArrayList<>();
        for (Entry<Long, Long> entry : map) {
            seen.add(entry.key());
            long odd = ThreadLocalRandom.current().nextLong(5_000) * 2 + 1;
            map.remove(odd);
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(key -> key % 2 == 0)).hasSize(5_000);
    }

    @Test
    default void aTrieMayBeDeletedFromWhileIterating() {
        BpfMap<String, Long> routes = workspace()
                .create(MapSpec.lpmTrie("routes", Codecs.IPV4_PREFIX, U64).maxEntries(9_000));
        for (int i = 0; i < 9_000; i++) {
            routes.put("10." + i / 256 + "." + i % 256 + ".0/24", (long) i);
        }
        List<String> seen = new ArrayList<>();
        for (Entry<String, Long> entry : routes) {
            seen.add(entry.key());
            if (seen.size() % 100 > 0) {
                routes.remove(entry.key());
            }
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(9_000);
        assertThat(routes.size()).isEqualTo(90);
    }

    @Test
    default void perCpuValuesGoInBatchesToo() {
        Workspace workspace = workspace();
        int cpus = host().possibleCpus();
        BpfMap<Long, PerCpu<Long>> map =
                workspace.create(MapSpec.percpuHash("each", U32, U64).maxEntries(5_000));
        Map<Long, PerCpu<Long>> entries = new LinkedHashMap<>();
        LongStream.range(0, 5_000).forEach(key -> entries.put(key, PerCpu.same(key, cpus)));
        map.putAll(entries);
        assertThat(map.getAll()).isEqualTo(entries);
        assertThat(map.takeAll()).hasSize(5_000);
        assertThat(map.iterator().hasNext()).isFalse();
    }

    @Test
    default void theVocabularyTakesKeysAndGivesBytes() {
        BpfMap<Long, Long> map =
                workspace().create(MapSpec.hash("seed", U32, U64).maxEntries(4));
        Map<ByteBuffer, ByteBuffer> entries = new LinkedHashMap<>();
        entries.put(u32(1), u64(10));
        entries.put(u32(2), u64(20));
        entries.put(u32(3), u64(30));
        mapUpdateBatch(map, entries);
        assertThat(mapLookupBatch(map, List.of(u32(2), u32(9), u32(1)))).containsExactly(u64(20), null, u64(10));
        assertThat(map.getAll(List.of(3L, 9L))).containsExactly(30L, null);
        assertThat(mapDeleteBatch(map, List.of(u32(9), u32(1), u32(8), u32(7), u32(2))))
                .isEqualTo(2);
        List<Long> keys = new ArrayList<>();
        for (List<Entry<Long, Long>> batch : mapLookupBatch(map)) {
            keys.addAll(keysOf(batch));
        }
        assertThat(keys).containsExactly(3L);
        assertThat(mapLookupAndDeleteBatch(map)).containsExactly(new Entry<>(3L, 30L));
        assertThat(mapLookupAndDeleteBatch(map)).isEmpty();
    }

    @Test
    default void theKernelsBatchesTogetherAreTheMap() {
        BpfMap<Long, Long> map =
                workspace().create(MapSpec.hash("batches", U32, U64).maxEntries(1_000));
        map.putAll(squares(1_000));
        List<Long> keys = new ArrayList<>();
        int batches = 0;
        for (List<Entry<Long, Long>> batch : map.batches(64)) {
            keys.addAll(keysOf(batch));
            batches++;
        }
        assertThat(keys).doesNotHaveDuplicates().hasSize(1_000);
        assertThat(batches).isGreaterThan(15);
    }

    @Test
    default void whereATypeHasNoBatchesOneByOneDoes() {
        BpfMap<Long, Long> array =
                workspace().create(MapSpec.array("array", U64).maxEntries(4));
        assertThatThrownBy(() -> array.removeAll(List.of(1L)))
                .hasMessage("delete in map 'array': EINVAL (an array's elements cannot be deleted; set them to zero)");
        assertThatThrownBy(array::takeAll)
                .hasMessage("batch lookup and delete in map 'array': ENOTSUPP (an array map has no such batch command;"
                        + " go one by one)");
    }

    @Test
    default void aPinnedMapIsOpenedAgainAsItWasMade() {
        Workspace workspace = workspace();
        String path = bpfFs() + "/typed";
        BpfMap<Long, Long> made =
                workspace.create(MapSpec.hash("typed", U32, U64).maxEntries(7).flags(MapFlag.NO_PREALLOC));
        made.put(6L, 3L);
        made.pin(path);
        made.close();
        try {
            BpfMap<ByteBuffer, ByteBuffer> bytes = workspace.hostMaps().pinned(path);
            assertThat(bytes.spec().attr()).isEqualTo(made.spec().attr());
            assertThat(Bpf.mapLookup(bytes, u32(6))).isEqualTo(u64(3));
            assertThat(workspace.maps()).containsExactly(bytes);
            BpfMap<Long, Long> typed = workspace.hostMaps().pinned(path, MapSpec.hash("", U32, U64));
            assertThat(typed.get(6L)).isEqualTo(3);
            assertThat(typed.spec().maxEntries()).isEqualTo(7);
            BpfMap<ByteBuffer, ByteBuffer> readOnly = workspace.hostMaps().pinned(path, MapFlag.RDONLY);
            assertThatThrownBy(() -> readOnly.put(u32(6), u64(3)))
                    .hasMessage("update in map 'typed': EPERM (the map was opened with RDONLY; open or create it"
                            + " without)");
            assertThatThrownBy(() -> workspace.hostMaps().pinned(path, MapSpec.array("", U64)))
                    .hasMessageContaining("EINVAL (it is a hash map of keys of 4 and values of 8 bytes, not an array");
        } finally {
            workspace.hostMaps().unpin(path);
        }
        workspace.closeAll();
        assertThat(workspace.maps()).isEmpty();
    }

    @Test
    default void aMapIsFoundByItsIdAndItsName() {
        Workspace workspace = workspace();
        String name = "n" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
        BpfMap<Long, Long> made = workspace.create(MapSpec.hash(name, U32, U64).maxEntries(7));
        made.put(6L, 3L);
        assertThat(workspace.hostMaps().byName(name, MapSpec.hash("", U32, U64)).get(6L))
                .isEqualTo(3);
        assertThat(workspace.hostMaps().byId(made.id()).id()).isEqualTo(made.id());
        assertThat(workspace.hostMaps().ids()).contains(made.id());
        assertThat(workspace.hostMaps().infos())
                .contains(new MapInfo(made.id(), made.spec().attr()));
        workspace.create(MapSpec.hash(name, U32, U64).maxEntries(7));
        assertThatThrownBy(() -> workspace.hostMaps().byName(name))
                .hasMessageMatching("open map '" + name + "': EEXIST \\(maps \\[\\d+, \\d+] have this name; .*");
        workspace.closeAll();
        assertThatThrownBy(() -> workspace.hostMaps().byId(made.id())).isInstanceOf(BpfException.class);
    }

    @Test
    default void aMapIsOpenTwiceUntilBothAreClosed() {
        Workspace workspace = workspace();
        BpfMap<Long, Long> map =
                workspace.create(MapSpec.hash("twice", U32, U64).maxEntries(7));
        BpfMap<Long, Long> copy = map.dup();
        map.put(1L, 2L);
        map.close();
        assertThat(copy.get(1L)).isEqualTo(2);
        assertThat(copy.id()).isEqualTo(map.id());
        assertThat(workspace.maps()).containsExactly(copy);
        copy.close();
    }
}
