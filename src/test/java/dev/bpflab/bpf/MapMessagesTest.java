package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.bpf.Bpf.mapDelete;
import static dev.bpflab.bpf.Bpf.mapDeleteBatch;
import static dev.bpflab.bpf.Bpf.mapLookup;
import static dev.bpflab.bpf.Bpf.mapUpdate;
import static dev.bpflab.bpf.Bpf.mapUpdateBatch;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.MapSpec.array;
import static dev.bpflab.bpf.MapSpec.hash;
import static dev.bpflab.bpf.UpdateFlag.EXIST;
import static dev.bpflab.bpf.UpdateFlag.NOEXIST;
import static dev.bpflab.bpf.Values.bytes;
import static dev.bpflab.bpf.Values.u32;
import static dev.bpflab.bpf.Values.u64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a learner reads when an operation on a map fails. */
class MapMessagesTest {
    private record Row(String message, Consumer<Workspace> mistake) {}

    private static Row row(String message, Consumer<Workspace> mistake) {
        return new Row(message, mistake);
    }

    private static BpfMap<Long, Long> counts(Workspace in, MapFlag... flags) {
        return in.create(hash("counts", U32, U64).maxEntries(1).flags(flags));
    }

    private static BpfMap<Long, PerCpu<Long>> each(Workspace in) {
        return in.create(MapSpec.percpuHash("each", U32, U64).maxEntries(2));
    }

    private static BpfMap<ByteBuffer, Long> queue(Workspace in) {
        return in.create(MapSpec.queue("queue", U64).maxEntries(1));
    }

    private static BpfMap<String, Long> routes(Workspace in) {
        return in.create(MapSpec.lpmTrie("routes", Codecs.IPV4_PREFIX, U64).maxEntries(1));
    }

    private static BpfMap<ByteBuffer, Long> events(Workspace in) {
        return in.create(MapSpec.ringbuf("events", U64).maxEntries(4096));
    }

    private static BpfMap<Long, List<Long>> stacks(Workspace in) {
        return in.create(MapSpec.stackTrace("stacks", 20).maxEntries(1));
    }

    private static BpfMap<Long, Long> buckets(Workspace in) {
        return in.create(array("buckets", U64).maxEntries(64));
    }

    @SuppressWarnings("NullAway") // the prompt does not stop a learner from doing it
    private static final Long NULL = null;

    private static final Row[] ROWS = {
        row("create map 'counts': EINVAL (max_entries is 0; use 1 or more)", in -> in.create(hash("counts", U32, U64))),
        row(
                "create map: E2BIG (the map would be too large; use fewer entries or smaller values)",
                in -> in.create(MapSpec.of(MapType.HASH, -1, 8, 1))),
        row("load program: EBADF (the map belongs to another workspace; create it in this one)", in -> {
            try (Workspace other = new Workspace(new SimHost(new SimKernel(2)), new NoStage())) {
                in.load(assemble(ldMapFd(R1, counts(other)), mov(R0, 0), exitInsn()), ProgramType.XDP);
            }
        }),
        row(
                "create map: EINVAL (value_size is 0; use 1 byte or more)",
                in -> in.create(MapSpec.of(MapType.HASH, 4, 0, 1))),
        row(
                "create map: EINVAL (key_size is 0; use 1 byte or more)",
                in -> in.create(MapSpec.of(MapType.HASH, 0, 8, 1))),
        row(
                "create map: EINVAL (key_size is 8; an array's key is a u32 of 4 bytes)",
                in -> in.create(MapSpec.of(MapType.ARRAY, 8, 8, 1))),
        row(
                "create map 'a name': EINVAL (the name is not allowed; use at most 15 letters, digits, '_' and '.')",
                in -> in.create(hash("a name", U32, U64).maxEntries(1))),
        row(
                "create map 'counts': EINVAL (a hash map does not take RDONLY and WRONLY; leave the flags out, or choose others)",
                in -> counts(in, MapFlag.RDONLY, MapFlag.WRONLY)),
        row(
                "create map: EINVAL (an array map does not take NO_PREALLOC; leave the flags out, or choose others)",
                in -> in.create(MapSpec.of(MapType.ARRAY, 4, 8, 1, MapFlag.NO_PREALLOC))),
        row(
                "create map: E2BIG (the map would be too large; use fewer entries or smaller values)",
                in -> in.create(MapSpec.of(MapType.HASH, 4, 8, -1))),
        row(
                "update in map 'counts': E2BIG (the map is full: max_entries is 1; delete entries, or create it larger)",
                in -> {
                    BpfMap<Long, Long> counts = counts(in);
                    counts.put(1L, 1L);
                    counts.put(2L, 1L);
                }),
        row(
                "update in map 'buckets': E2BIG (the index is not below max_entries, 64; use a smaller one)",
                in -> buckets(in).put(64L, 1L)),
        row(
                "delete in map 'buckets': EINVAL (an array's elements cannot be deleted; set them to zero)",
                in -> buckets(in).remove(1L)),
        row("update in map 'counts': EEXIST (the key is in the map already; use ANY or EXIST)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            counts.put(1L, 1L);
            mapUpdate(counts, u32(1), u64(2), NOEXIST);
        }),
        row(
                "update in map 'buckets': EEXIST (every index of an array has a value from the start; use ANY or EXIST)",
                in -> mapUpdate(buckets(in), u32(1), u64(2), NOEXIST)),
        row(
                "update in map 'counts': ENOENT (the map has no such key; use ANY or NOEXIST)",
                in -> mapUpdate(counts(in), u32(1), u64(2), EXIST)),
        row(
                "update in map 'counts': EPERM (the map was opened with RDONLY; open or create it without)",
                in -> counts(in, MapFlag.RDONLY).put(1L, 1L)),
        row(
                "lookup in map 'counts': EPERM (the map was opened with WRONLY; open or create it without)",
                in -> counts(in, MapFlag.WRONLY).get(1L)),
        row(
                "lookup in map 'counts': EINVAL (the key has 8 bytes, the map's key_size is 4; use u32(…))",
                in -> mapLookup(counts(in), u64(1))),
        row(
                "delete in map 'counts': EINVAL (the key has 3 bytes, the map's key_size is 4; use u32(…))",
                in -> mapDelete(counts(in), bytes((byte) 1, (byte) 2, (byte) 3))),
        row(
                "update in map 'counts': EINVAL (the value has 4 bytes, the map's value_size is 8; use u64(…))",
                in -> mapUpdate(counts(in), u32(1), u32(1))),
        row(
                "update in map 'each': EINVAL (the value has 8 bytes, the values of all CPUs have 32; give exactly that many)",
                in -> mapUpdate(each(in), u32(1), u64(1))),
        row(
                "encode per-CPU values: EINVAL (there are 2 values and 4 possible CPUs; give one for each, or PerCpu.same(value, 4))",
                in -> each(in).put(1L, PerCpu.of(1L, 2L))),
        row(
                "create map: EINVAL (a trie is never preallocated; add the flag NO_PREALLOC)",
                in -> in.create(MapSpec.of(MapType.LPM_TRIE, 8, 8, 1))),
        row(
                "create map: EINVAL (key_size is 4; a trie's key is a u32 of the prefix length and 1 to 256 bytes)",
                in -> in.create(MapSpec.of(MapType.LPM_TRIE, 4, 8, 1, MapFlag.NO_PREALLOC))),
        row(
                "update in map 'routes': ENOSPC (the map is full: max_entries is 1; delete entries, or create it larger)",
                in -> {
                    BpfMap<String, Long> routes = routes(in);
                    routes.put("10.0.0.0/8", 1L);
                    routes.put("11.0.0.0/8", 1L);
                }),
        row(
                "encode IPv4 prefix: EINVAL ('10.0.0.256' is none; write it like 10.1.0.0/16)",
                in -> routes(in).get("10.0.0.256")),
        row(
                "push in map 'queue': E2BIG (it is full: max_entries is 1; pop first, or push with EXIST to drop the oldest)",
                in -> {
                    BpfMap<ByteBuffer, Long> queue = queue(in);
                    queue.push(1L);
                    queue.push(2L);
                }),
        row(
                "push in map 'queue': EINVAL (a queue takes no such flag; use ANY or EXIST)",
                in -> queue(in).push(1L, NOEXIST)),
        row(
                "iterate in map 'queue': EINVAL (a queue has no keys; use push, pop and peek)",
                in -> queue(in).forEach(entry -> assertThat(entry).isNull())),
        row(
                "pop in map 'counts': EINVAL (a hash map has keys; use put, get and getAndRemove)",
                in -> counts(in).pop()),
        row(
                "lookup and delete in map 'buckets': ENOTSUPP (an array map cannot do both at once; look up, then delete)",
                in -> buckets(in).getAndRemove(1L)),
        row(
                "create map: EINVAL (key_size is 4; a stack has no keys: use 0)",
                in -> in.create(MapSpec.of(MapType.STACK, 4, 8, 1))),
        row(
                "create map 'events': EINVAL (a ringbuf cannot have 1000 bytes, its max_entries; use a power of two from the page size on: 4096, 8192, …)",
                in -> in.create(MapSpec.ringbuf("events", U64).maxEntries(1000))),
        row(
                "create map: EINVAL (key_size is 4 and value_size is 8; a ringbuf has neither: use 0 and 0)",
                in -> in.create(MapSpec.of(MapType.RINGBUF, 4, 8, 4096))),
        row(
                "create map: EINVAL (a ringbuf map does not take RDONLY; leave the flags out, or choose others)",
                in -> in.create(MapSpec.of(MapType.RINGBUF, 0, 0, 4096, MapFlag.RDONLY))),
        row(
                "iterate in map 'events': ENOTSUPP (a ringbuf has records, not entries; use poll or drain)",
                in -> events(in).forEach(entry -> assertThat(entry).isNull())),
        row(
                "encode a record: ENOTSUPP (only programs write to a ring buffer; use a queue for both ways)",
                in -> events(in).put(bytes(), 1L)),
        row(
                "poll map 'counts': EINVAL (a hash map has no records; only a ring buffer has; use get, or iterate)",
                in -> counts(in).poll(Duration.ZERO, value -> {})),
        row(
                "positions of map 'counts': EINVAL (a hash map has no records; only a ring buffer has; use get, or iterate)",
                in -> counts(in).positions()),
        row("drain map 'events': EBADF (the map is closed; create it again)", in -> {
            BpfMap<ByteBuffer, Long> events = events(in);
            events.close();
            events.drain();
        }),
        row(
                "create map 'stacks': EINVAL (value_size is 1024; use 8 bytes for each frame, at most 127 of them (kernel.perf_event_max_stack))",
                in -> in.create(MapSpec.stackTrace("stacks", 128).maxEntries(1))),
        row(
                "create map: EINVAL (key_size is 8; the id of a stack is a u32 of 4 bytes)",
                in -> in.create(MapSpec.of(MapType.STACK_TRACE, 8, 8, 1))),
        row(
                "update in map 'stacks': EINVAL (only programs add stacks; call bpf_get_stackid in one)",
                in -> stacks(in).put(1L, List.of(1L))),
        row(
                "delete in map 'stacks': E2BIG (there can be no such id; use one that bpf_get_stackid gave)",
                in -> stacks(in).remove(1L)),
        row(
                "frames in map 'stacks': ENOENT (no stack has the id 0; look at its keys for those that there are)",
                in -> stacks(in).frames(0)),
        row(
                "frames in map 'stacks': EEXIST (-17 is no id: another stack had its bucket; use more max_entries, or the flag BPF_F_REUSE_STACKID, 1024)",
                in -> stacks(in).frames(-17)),
        row(
                "frames in map 'stacks': EFAULT (-14 is no id: there was no stack to walk, or less than was to be skipped; test the id for < 0 before it becomes a key)",
                in -> stacks(in).frames(0xffff_fff2L)),
        row(
                "frames in map 'counts': EINVAL (a hash map has no stacks; give the map that bpf_get_stackid was called with)",
                in -> counts(in).frames(1)),
        row(
                "encode a stack trace: ERANGE (2 addresses do not fit 1; give fewer)",
                in -> in.create(MapSpec.stackTrace("stacks", 1).maxEntries(1)).put(1L, List.of(1L, 2L))),
        row(
                "sum of per-CPU values: EINVAL (they are no numbers; use a numeric codec such as U64, or go over values())",
                in -> PerCpu.of("a", "b").sum()),
        row(
                "update in map 'counts': EFAULT (the key is null; give one)",
                in -> counts(in).put(NULL, 1L)),
        row(
                "update in map 'counts': EFAULT (the value is null; give one)",
                in -> counts(in).put(1L, NULL)),
        row("lookup in map 'counts': EBADF (the map is closed; create it again)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            counts.close();
            counts.get(1L);
        }),
        row("iterate in map 'counts': EBADF (the map is closed; create it again)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            counts.close();
            counts.forEach(entry -> assertThat(entry).isNull());
        }),
        row("lookup in map 'counts': EBADF (the map is closed; create it again)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            in.close();
            counts.get(1L);
        }),
        row("lookup in map 'counts': EBADF (the map is closed; create it again)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            in.host().close();
            counts.get(1L);
        }),
        row(
                "batch update in map 'counts' after 1 of 2 entries: E2BIG (the map is full: max_entries is 1; delete entries, or create it larger)",
                in -> counts(in).putAll(new TreeMap<>(Map.of(1L, 1L, 2L, 2L)))),
        row(
                "batch update in map 'counts': EINVAL (the key has 8 bytes, the map's key_size is 4; use u32(…))",
                in -> mapUpdateBatch(counts(in), Map.of(u64(1), u64(1)))),
        row(
                "batch update in map 'counts': EFAULT (the value is null; give one)",
                in -> counts(in).putAll(Collections.singletonMap(1L, NULL))),
        row(
                "batch update in map 'counts' after 0 of 1 entries: EPERM (the map was opened with RDONLY; open or create it without)",
                in -> counts(in, MapFlag.RDONLY).putAll(Map.of(1L, 1L))),
        row(
                "batch delete in map 'counts': EINVAL (the key has 8 bytes, the map's key_size is 4; use u32(…))",
                in -> mapDeleteBatch(counts(in), List.of(u64(1)))),
        row(
                "batch lookup in map 'queue': ENOTSUPP (a queue map has no such batch command; go one by one)",
                in -> queue(in).batches(1).forEach(batch -> assertThat(batch).isNull())),
        row(
                "batch lookup in map 'counts': EINVAL (a batch cannot have 0 entries; use 1 or more)",
                in -> counts(in).batches(0).forEach(batch -> assertThat(batch).isNull())),
        row(
                "batch lookup and delete in map 'buckets': ENOTSUPP (an array map has no such batch command; go one by one)",
                in -> buckets(in).takeAll()),
        row("iterate in map 'counts': EINTR (it was interrupted)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            Thread.currentThread().interrupt();
            try {
                counts.getAll();
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }),
        row("update in map 'counts': EPERM (the map is frozen: userspace may only read it; create another one)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            counts.freeze();
            counts.put(1L, 1L);
        }),
        row("freeze map 'counts': EPERM (the map is frozen already)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            counts.freeze();
            counts.freeze();
        }),
        row(
                "freeze map 'counts': EPERM (the map was opened with RDONLY; open or create it without)",
                in -> counts(in, MapFlag.RDONLY).freeze()),
        row("freeze map 'counts': EBADF (the map is closed; create it again)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            counts.close();
            counts.freeze();
        }),
        row("duplicate map 'counts': EBADF (the map is closed; create it again)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            counts.close();
            counts.dup();
        }),
        row("pin map at /sys/fs/bpf/a: EEXIST (the path is taken; unpin what is there, or use another path)", in -> {
            counts(in).pin("/sys/fs/bpf/a");
            counts(in).pin("/sys/fs/bpf/a");
        }),
        row(
                "pin map at /sys/fs/bpf/a.b: EPERM (names with a dot are kept for the kernel's own use; leave the dot out)",
                in -> counts(in).pin("/sys/fs/bpf/a.b")),
        row(
                "pin map at /tmp/a: EPERM (the directory is in no BPF file system; pin below /sys/fs/bpf, mounted by mount -t bpf bpf /sys/fs/bpf)",
                in -> counts(in).pin("/tmp/a")),
        row(
                "pin map at /sys/fs/bpf/x/a: ENOENT (the directory does not exist; make it with mkdir, in /sys/fs/bpf or another BPF file system)",
                in -> counts(in).pin("/sys/fs/bpf/x/a")),
        row("pin map at /sys/fs/bpf/a: EBADF (the map is closed; create it again)", in -> {
            BpfMap<Long, Long> counts = counts(in);
            counts.close();
            counts.pin("/sys/fs/bpf/a");
        }),
        row(
                "open pinned map /sys/fs/bpf/a: ENOENT (nothing is pinned there; see ls /sys/fs/bpf; if that is empty: is it mounted? mount -t bpf bpf /sys/fs/bpf)",
                in -> in.hostMaps().pinned("/sys/fs/bpf/a")),
        row(
                "open pinned map /tmp: EACCES (it is no pin, or it is not yours; see ls -l /sys/fs/bpf)",
                in -> in.hostMaps().pinned("/tmp")),
        row("open pinned map /sys/fs/bpf/p: EINVAL (a program is pinned there, no map)", in -> {
            in.load(assemble(mov(R0, 0), exitInsn()), ProgramType.TRACEPOINT).pin("/sys/fs/bpf/p");
            in.hostMaps().pinned("/sys/fs/bpf/p");
        }),
        row(
                "open pinned map /sys/fs/bpf/a: EINVAL (it is a hash map of keys of 4 and values of 8 bytes, not a hash map of keys of 8 and values of 8 bytes; open it by a blueprint like that)",
                in -> {
                    counts(in).pin("/sys/fs/bpf/a");
                    in.hostMaps().pinned("/sys/fs/bpf/a", hash("", U64, U64));
                }),
        row(
                "open pinned map /sys/fs/bpf/a/b: ENOTDIR (a part of the path is a pin, not a directory; leave out what follows it)",
                in -> {
                    counts(in).pin("/sys/fs/bpf/a");
                    in.hostMaps().pinned("/sys/fs/bpf/a/b");
                }),
        row(
                "unpin /sys/fs/bpf/a: ENOENT (nothing is pinned there; see ls /sys/fs/bpf; if that is empty: is it mounted? mount -t bpf bpf /sys/fs/bpf)",
                in -> in.hostMaps().unpin("/sys/fs/bpf/a")),
        row(
                "unpin /tmp: EPERM (it is no pin: it is in no BPF file system; rm removes files)",
                in -> in.hostMaps().unpin("/tmp")),
        row(
                "open map 4711: ENOENT (no map has this id; see mapInfos())",
                in -> in.hostMaps().byId(4711)),
        row(
                "open map 1: EINVAL (both rights were taken away; use RDONLY or WRONLY or none)",
                in -> in.hostMaps().byId(counts(in).id(), MapFlag.RDONLY, MapFlag.WRONLY)),
        row(
                "open map 'none': ENOENT (no map has this name; see mapInfos())",
                in -> in.hostMaps().byName("none")),
        row("list maps: EBADF (the workspace is closed; open another one)", in -> {
            in.close();
            in.hostMaps().ids();
        }),
        row(
                "encode u32: ERANGE (4294967296 does not fit 32 bits; use 0 to 4294967295, or U64)",
                in -> counts(in).put(4_294_967_296L, 1L)),
        row(
                "encode u32: ERANGE (-1 does not fit 32 bits; use 0 to 4294967295, or U64)",
                in -> counts(in).get(-1L)),
        row("describe map 'counts': EFAULT (the key's codec is null; give one)", in -> hash("counts", noCodec(), U64)),
        row(
                "describe map 'counts': EFAULT (the value's codec is null; give one)",
                in -> hash("counts", U32, noCodec())),
        row(
                "top of map 'blobs': EINVAL (values of bytes3 have no order; say by what, as in top(m, 5, v -> v.bytes()))",
                in -> Bpf.top(in.create(hash("blobs", U32, Codecs.bytes(3)).maxEntries(1)), 5)),
        row(
                "top of map 'counts': EINVAL (it cannot have -1 entries; say how many, 0 or more)",
                in -> Bpf.top(in.create(hash("counts", U32, U64).maxEntries(1)), -1)),
    };

    @SuppressWarnings("NullAway") // the prompt sets a variable to null when the record in its type is declared anew
    private static Codec<Long> noCodec() {
        return null;
    }

    @TestFactory
    Stream<DynamicTest> eachMistakeHasItsMessage() {
        return Stream.of(ROWS)
                .map(row -> dynamicTest(row.message(), () -> {
                    try (Workspace workspace = new Workspace(new SimHost(new SimKernel(1)), new NoStage())) {
                        assertThatThrownBy(() -> row.mistake().accept(workspace))
                                .isInstanceOf(BpfException.class)
                                .hasMessage(row.message());
                    }
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EPERM  | create map 'counts': EPERM (bpf(2) is not allowed to this user; run as root, or use --host sim)",
                "ENOMEM | create map 'counts': ENOMEM (there is not enough memory for it; use fewer entries or smaller values)",
                "EMFILE | create map 'counts': EMFILE (too many files are open; close maps that are not used)",
                "EBADF  | create map 'counts': EBADF (the workspace is closed; open another one)",
                "EIO    | create map 'counts': EIO (input/output error)",
            })
    void soHasEachErrnoThatOnlyAKernelGives(Errno errno, String message) {
        assertThat(MapCreationFailures.of(hash("counts", U32, U64).maxEntries(1), errno))
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PIN   | ENOENT  | x: ENOENT (the BPF file system is not mounted; mount -t bpf bpf /sys/fs/bpf)",
                "PIN   | EACCES  | x: EACCES (this user may not write to the directory; run as root)",
                "PIN   | EINVAL  | x: EINVAL (the kernel cannot pin it; links are pinned since Linux 5.7, of tracepoints since 5.15)",
                "OPEN  | EPERM   | x: EPERM (the kernel does not allow it to this user; run as root)",
                "UNPIN | EACCES  | x: EACCES (this user may not write to the directory; run as root)",
                "UNPIN | EISDIR  | x: EISDIR (it is a directory; rmdir removes it)",
                "UNPIN | EBADF   | x: EBADF (the workspace is closed; open another one)",
            })
    void soHasAPathEachErrnoThatOnlyAKernelGives(PinFailures.Use use, Errno errno, String message) {
        assertThat(PinFailures.of("x", use, "/sys/fs/bpf/a", errno)).hasMessage(message);
    }
}
