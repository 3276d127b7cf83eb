package dev.bpflab.bpf;

import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BpfMapTest {
    private final Workspace workspace = new Workspace(new SimHost(new SimKernel(1)), new NoStage());

    @AfterEach
    void close() {
        workspace.close();
    }

    private BpfMap<Long, Long> counts(int maxEntries) {
        return workspace.create(MapSpec.hash("counts", U32, U64).maxEntries(maxEntries));
    }

    @Test
    void getsWhatWasPut() {
        BpfMap<Long, Long> counts = counts(4);
        assertThat(counts.get(1L)).isNull();
        assertThat(counts.find(1L)).isEmpty();
        counts.put(1L, 10L);
        counts.put(1L, 11L);
        assertThat(counts.get(1L)).isEqualTo(11);
        assertThat(counts.find(1L)).contains(11L);
        assertThat(counts.containsKey(1L)).isTrue();
        assertThat(counts.containsKey(2L)).isFalse();
    }

    @Test
    void putsIfAbsentAndReplacesIfPresent() {
        BpfMap<Long, Long> counts = counts(4);
        assertThat(counts.replace(1L, 1L)).isFalse();
        assertThat(counts.putIfAbsent(1L, 2L)).isTrue();
        assertThat(counts.putIfAbsent(1L, 3L)).isFalse();
        assertThat(counts.get(1L)).isEqualTo(2);
        assertThat(counts.replace(1L, 4L)).isTrue();
        assertThat(counts.get(1L)).isEqualTo(4);
    }

    @Test
    void saysWhetherTheKeyWasThereToRemove() {
        BpfMap<Long, Long> counts = counts(4);
        counts.put(1L, 1L);
        assertThat(counts.remove(1L)).isTrue();
        assertThat(counts.remove(1L)).isFalse();
    }

    @Test
    void knowsHowManyEntriesItHas() {
        BpfMap<Long, Long> counts = counts(10);
        assertThat(counts.size()).isZero();
        for (long key = 0; key < 10; key++) {
            counts.put(key, key);
        }
        counts.remove(3L);
        assertThat(counts.size()).isEqualTo(9);
        assertThat(workspace
                        .create(MapSpec.array("elements", U64).maxEntries(7))
                        .size())
                .isEqualTo(7);
    }

    @Test
    void iteratesOverEachEntryOnce() {
        BpfMap<Long, Long> counts = counts(10);
        counts.put(1000L, 4L);
        counts.put(1001L, 2L);
        List<Entry<Long, Long>> seen = new ArrayList<>();
        counts.forEach(seen::add);
        assertThat(seen).containsExactlyInAnyOrder(new Entry<>(1000L, 4L), new Entry<>(1001L, 2L));
        assertThat(counts.stream()).hasSize(2);
        assertThatThrownBy(() -> counts(1).iterator().next()).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void canBeEmptiedWhileIterating() {
        BpfMap<Long, Long> counts = counts(100);
        for (long key = 0; key < 100; key++) {
            counts.put(key, key);
        }
        for (Entry<Long, Long> entry : counts) {
            counts.remove(entry.key());
        }
        assertThat(counts.size()).isZero();
    }

    @Test
    void keepsUnsignedNumbersOfBothSizes() {
        BpfMap<Long, Long> counts = counts(4);
        counts.put(4_294_967_295L, -1L);
        Entry<Long, Long> entry = counts.iterator().next();
        assertThat(entry.key()).isEqualTo(4_294_967_295L);
        assertThat(U64.show(entry.value())).isEqualTo("18446744073709551615");
    }

    @Test
    void givesPerCpuValuesOneForEachCpu() {
        BpfMap<Long, PerCpu<Long>> each =
                workspace.create(MapSpec.percpuHash("each", U32, U32).maxEntries(2));
        each.put(1L, PerCpu.of(5L, 1L, 9L, 3L));
        PerCpu<Long> values = requireNonNull(each.get(1L));
        assertThat(values.values()).containsExactly(5L, 1L, 9L, 3L);
        assertThat(values.on(2)).isEqualTo(9);
        assertThat(values.count()).isEqualTo(4);
        assertThat(values.sum()).isEqualTo(18);
        assertThat(values.min()).isEqualTo(1);
        assertThat(values.max()).isEqualTo(9);
        assertThat(each.spec().value().show(values)).isEqualTo("[5, 1, 9, 3]");
        assertThat(each).hasToString("map " + each.id() + " 'each': percpu_hash, u32 -> u32 per CPU, max_entries 2");
        each.put(2L, PerCpu.same(7L, 4));
        assertThat(each.stream().mapToLong(entry -> entry.value().sum()).sum()).isEqualTo(46);
        var elements = workspace.create(MapSpec.percpuArray("elements", U64).maxEntries(1));
        assertThat(requireNonNull(elements.get(0L)).values()).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void givesBareBytesOfAllCpus() {
        var bare = workspace.create(MapSpec.of(MapType.PERCPU_ARRAY, 4, 5, 1));
        ByteBuffer value = ByteBuffer.allocate(32);
        value.put(8, (byte) 1);
        bare.put(Values.u32(0), value);
        assertThat(bare.get(Values.u32(0))).isEqualTo(value);
    }

    @Test
    void pushesAndPops() {
        BpfMap<ByteBuffer, Long> queue =
                workspace.create(MapSpec.queue("queue", U64).maxEntries(2));
        BpfMap<ByteBuffer, Long> stack =
                workspace.create(MapSpec.stack("stack", U64).maxEntries(2));
        assertThat(queue.pop()).isNull();
        assertThat(queue.peek()).isNull();
        for (long value = 1; value <= 3; value++) {
            queue.push(value, UpdateFlag.EXIST);
            stack.push(value, UpdateFlag.EXIST);
        }
        assertThat(queue.peek()).isEqualTo(2);
        assertThat(queue.pop()).isEqualTo(2);
        assertThat(stack.pop()).isEqualTo(3);
        Bpf.mapPush(stack, Values.u64(9));
        assertThat(Bpf.mapPeek(stack)).isEqualTo(Values.u64(9));
        assertThat(Bpf.mapPop(stack)).isEqualTo(Values.u64(9));
        assertThat(stack.pop()).isEqualTo(2);
        assertThat(Bpf.mapPop(stack)).isNull();
    }

    @Test
    void takesAKeyOutWithItsValue() {
        BpfMap<Long, Long> counts = counts(4);
        counts.put(1L, 10L);
        counts.put(2L, 20L);
        assertThat(counts.getAndRemove(1L)).isEqualTo(10);
        assertThat(counts.getAndRemove(1L)).isNull();
        assertThat(Bpf.mapLookupAndDelete(counts, Values.u32(2))).isEqualTo(Values.u64(20));
        assertThat(counts.size()).isZero();
    }

    @Test
    void closesOnceAndIsOffTheList() {
        BpfMap<Long, Long> counts = counts(4);
        BpfMap<Long, Long> other = counts(4);
        assertThat(workspace.maps()).containsExactly(counts, other);
        counts.close();
        counts.close();
        assertThat(counts.isClosed()).isTrue();
        assertThat(workspace.maps()).containsExactly(other);
        other.put(1L, 1L);
        assertThat(other.get(1L)).isEqualTo(1);
    }

    @Test
    void tellsWhatItIs() {
        BpfMap<Long, Long> counts = counts(4);
        String open = "map " + counts.id() + " 'counts': hash, u32 -> u64, max_entries 4";
        assertThat(counts).hasToString(open);
        counts.close();
        assertThat(counts).hasToString(open + ", closed");
    }

    @Test
    void aMapThatNobodyCanReachIsClosedInTheEnd() {
        Set<Integer> forgotten = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            forgotten.add(counts(1).fdIn(workspace, "test"));
        }
        BpfMap<Long, Long> kept = counts(1);
        long until = System.nanoTime() + 20_000_000_000L;
        while (workspace.maps().size() > 1 && System.nanoTime() < until) {
            System.gc();
        }
        assertThat(workspace.maps()).containsExactly(kept);
        kept.put(1L, 2L);
        assertThat(kept.get(1L)).isEqualTo(2);
        forgotten.remove(kept.fdIn(workspace, "test"));
        assertThat(forgotten)
                .allSatisfy(fd -> assertThat(workspace.host().mapInfo(fd)).isNull());
    }
}
