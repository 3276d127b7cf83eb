package dev.bpflab.bpf;

import dev.bpflab.isa.Helper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One operation on a map in one situation. The list of all is what is tried on every map type; what each answers stands in
 * {@code map-operations.csv}.
 *
 * @param operation the operation, as bpf(2) or the helper's name has it, in small letters
 * @param when the situation
 * @param run does it and tells the outcome
 */
record MapOperationCase(String operation, String when, Function<OperationTrial, String> run) {
    /** BPF_F_LOCK, which only values with a spin lock take. */
    private static final long LOCK = 4;

    private static final long UNKNOWN = 1L << 40;

    private static final List<MapOperationCase> ALL = all();

    /** Returns every case. */
    static List<MapOperationCase> list() {
        return ALL;
    }

    /** Returns the outcome on a map type of a host; {@code -} where the situation cannot be brought about. */
    String on(BpfHost host, MapType type) {
        try {
            return run.apply(new OperationTrial(host, type));
        } catch (OperationTrial.Unreachable e) {
            return "-";
        }
    }

    private static List<MapOperationCase> all() {
        List<MapOperationCase> all = new ArrayList<>();
        creation(all);
        lookups(all);
        updates(all);
        deletions(all);
        keys(all);
        batches(all);
        freezing(all);
        programs(all);
        return List.copyOf(all);
    }

    private static void creation(List<MapOperationCase> to) {
        to.add(new MapOperationCase("create", "without flags", t -> HostUnderTest.outcome(t.create())));
        for (MapFlag flag : MapFlag.values()) {
            to.add(new MapOperationCase("create", "with " + flag, t -> HostUnderTest.outcome(t.create(flag))));
        }
        to.add(new MapOperationCase(
                "create",
                "with RDONLY and WRONLY",
                t -> HostUnderTest.outcome(t.create(MapFlag.RDONLY, MapFlag.WRONLY))));
        to.add(new MapOperationCase(
                "create",
                "with RDONLY_PROG and WRONLY_PROG",
                t -> HostUnderTest.outcome(t.create(MapFlag.RDONLY_PROG, MapFlag.WRONLY_PROG))));
    }

    private static void lookups(List<MapOperationCase> to) {
        to.add(new MapOperationCase("lookup", "the key is there", t -> t.lookup(t.with(1), 0, 0)));
        to.add(new MapOperationCase("lookup", "the map is new", t -> t.lookup(t.map(), 0, 0)));
        to.add(new MapOperationCase("lookup", "the key is absent", t -> t.lookup(t.tried(1), t.maxEntries(), 0)));
        to.add(new MapOperationCase("lookup", "with BPF_F_LOCK", t -> t.lookup(t.tried(1), 0, LOCK)));
        to.add(new MapOperationCase("lookup", "with an unknown flag", t -> t.lookup(t.tried(1), 0, UNKNOWN)));
        to.add(new MapOperationCase("lookup", "the map is RDONLY", t -> t.lookup(t.map(MapFlag.RDONLY), 0, 0)));
        to.add(new MapOperationCase("lookup", "the map is WRONLY", t -> t.lookup(t.tried(1, MapFlag.WRONLY), 0, 0)));
        to.add(new MapOperationCase("lookup", "the map is frozen", t -> t.lookup(frozen(t, 1), 0, 0)));
        to.add(new MapOperationCase("lookup", "the map is closed", t -> t.lookup(closed(t), 0, 0)));
    }

    private static void updates(List<MapOperationCase> to) {
        for (UpdateFlag flag : UpdateFlag.values()) {
            String with = "update " + flag;
            long number = flag.number();
            to.add(new MapOperationCase(with, "the key is there", t -> t.update(t.tried(1), 0, number)));
            to.add(new MapOperationCase(with, "the key is absent", t -> t.update(t.tried(1), 1, number)));
        }
        to.add(new MapOperationCase(
                "update ANY", "the map is full", t -> t.update(t.tried(t.maxEntries()), t.maxEntries(), 0)));
        to.add(new MapOperationCase("update ANY", "with BPF_F_LOCK", t -> t.update(t.tried(1), 0, LOCK)));
        to.add(new MapOperationCase("update ANY", "with an unknown flag", t -> t.update(t.tried(1), 0, UNKNOWN)));
        to.add(new MapOperationCase("update ANY", "the map is RDONLY", t -> t.update(t.map(MapFlag.RDONLY), 0, 0)));
        to.add(new MapOperationCase("update ANY", "the map is WRONLY", t -> t.update(t.map(MapFlag.WRONLY), 0, 0)));
        to.add(new MapOperationCase(
                "update ANY", "the map is RDONLY_PROG", t -> t.update(t.map(MapFlag.RDONLY_PROG), 0, 0)));
        to.add(new MapOperationCase("update ANY", "the map is frozen", t -> t.update(frozen(t, 1), 0, 0)));
        to.add(new MapOperationCase("update ANY", "the map is closed", t -> t.update(closed(t), 0, 0)));
    }

    private static void deletions(List<MapOperationCase> to) {
        to.add(new MapOperationCase("delete", "the key is there", t -> t.delete(t.tried(1), 0)));
        to.add(new MapOperationCase("delete", "the key is absent", t -> t.delete(t.tried(1), t.maxEntries())));
        to.add(new MapOperationCase("delete", "the map is RDONLY", t -> t.delete(t.map(MapFlag.RDONLY), 0)));
        to.add(new MapOperationCase("delete", "the map is WRONLY", t -> t.delete(t.tried(1, MapFlag.WRONLY), 0)));
        to.add(new MapOperationCase("delete", "the map is frozen", t -> t.delete(frozen(t, 1), 0)));
        to.add(new MapOperationCase("delete", "the map is closed", t -> t.delete(closed(t), 0)));
        String take = "lookup and delete";
        to.add(new MapOperationCase(take, "the key is there", t -> t.lookupAndDelete(t.with(1), 0, 0)));
        to.add(new MapOperationCase(take, "the map is new", t -> t.lookupAndDelete(t.map(), 0, 0)));
        to.add(new MapOperationCase(take, "with BPF_F_LOCK", t -> t.lookupAndDelete(t.tried(1), 0, LOCK)));
        to.add(new MapOperationCase(take, "with an unknown flag", t -> t.lookupAndDelete(t.tried(1), 0, UNKNOWN)));
        to.add(new MapOperationCase(take, "the map is RDONLY", t -> t.lookupAndDelete(t.map(MapFlag.RDONLY), 0, 0)));
        to.add(new MapOperationCase(
                take, "the map is WRONLY", t -> t.lookupAndDelete(t.tried(1, MapFlag.WRONLY), 0, 0)));
        to.add(new MapOperationCase(take, "the map is frozen", t -> t.lookupAndDelete(frozen(t, 1), 0, 0)));
        to.add(new MapOperationCase(take, "the map is closed", t -> t.lookupAndDelete(closed(t), 0, 0)));
    }

    private static void keys(List<MapOperationCase> to) {
        int none = OperationTrial.NONE;
        to.add(new MapOperationCase("next key", "from the start", t -> t.nextKey(t.with(1), none)));
        to.add(new MapOperationCase("next key", "from the start of a new map", t -> t.nextKey(t.map(), none)));
        to.add(new MapOperationCase("next key", "after a key that is absent", t -> t.nextKey(t.tried(1), 99)));
        to.add(new MapOperationCase("next key", "the map is WRONLY", t -> t.nextKey(t.tried(1, MapFlag.WRONLY), none)));
        to.add(new MapOperationCase("next key", "the map is closed", t -> t.nextKey(closed(t), none)));
    }

    private static void batches(List<MapOperationCase> to) {
        String lookup = "lookup batch";
        to.add(new MapOperationCase(lookup, "room for more than there is", t -> t.lookupBatch(t.tried(2), 80, false)));
        to.add(new MapOperationCase(lookup, "the map is new", t -> t.lookupBatch(t.map(), 80, false)));
        to.add(new MapOperationCase(
                lookup, "the map is WRONLY", t -> t.lookupBatch(t.tried(1, MapFlag.WRONLY), 80, false)));
        to.add(new MapOperationCase(lookup, "the map is closed", t -> t.lookupBatch(closed(t), 80, false)));
        String take = "lookup and delete batch";
        to.add(new MapOperationCase(take, "room for more than there is", t -> t.lookupBatch(t.tried(2), 80, true)));
        to.add(new MapOperationCase(take, "the map is RDONLY", t -> t.lookupBatch(t.map(MapFlag.RDONLY), 80, true)));
        to.add(new MapOperationCase(take, "the map is frozen", t -> t.lookupBatch(frozen(t, 1), 80, true)));
        String update = "update batch";
        to.add(new MapOperationCase(update, "there is room", t -> t.updateBatch(t.map(), 2)));
        to.add(new MapOperationCase(
                update, "more than there is room for", t -> t.updateBatch(t.map(), t.maxEntries() + 1)));
        to.add(new MapOperationCase(update, "the map is RDONLY", t -> t.updateBatch(t.map(MapFlag.RDONLY), 2)));
        to.add(new MapOperationCase(update, "the map is frozen", t -> t.updateBatch(frozen(t, 1), 2)));
        String delete = "delete batch";
        to.add(new MapOperationCase(delete, "the keys are there", t -> t.deleteBatch(t.tried(2), 2)));
        to.add(new MapOperationCase(delete, "the second key is absent", t -> t.deleteBatch(t.tried(1), 2)));
        to.add(new MapOperationCase(delete, "the map is RDONLY", t -> t.deleteBatch(t.map(MapFlag.RDONLY), 2)));
        to.add(new MapOperationCase(delete, "the map is frozen", t -> t.deleteBatch(frozen(t, 2), 2)));
    }

    private static void freezing(List<MapOperationCase> to) {
        to.add(new MapOperationCase(
                "freeze", "once", t -> HostUnderTest.outcome(t.host().freeze(t.map()))));
        to.add(new MapOperationCase(
                "freeze", "once more", t -> HostUnderTest.outcome(t.host().freeze(frozen(t, 0)))));
        to.add(new MapOperationCase(
                "freeze",
                "the map is RDONLY",
                t -> HostUnderTest.outcome(t.host().freeze(t.map(MapFlag.RDONLY)))));
        to.add(new MapOperationCase(
                "freeze",
                "the map is closed",
                t -> HostUnderTest.outcome(t.host().freeze(closed(t)))));
    }

    private static void programs(List<MapOperationCase> to) {
        String lookup = "bpf_map_lookup_elem";
        to.add(new MapOperationCase(lookup, "the key is there", t -> t.run(MapPrograms.lookup(t.with(1), t.key(0)))));
        to.add(new MapOperationCase(
                lookup, "the key is absent", t -> t.run(MapPrograms.lookup(t.tried(1), t.key(t.maxEntries())))));
        to.add(new MapOperationCase(
                lookup,
                "the map is WRONLY_PROG",
                t -> t.run(MapPrograms.lookup(t.tried(1, MapFlag.WRONLY_PROG), t.key(0)))));
        String update = "bpf_map_update_elem";
        for (UpdateFlag flag : UpdateFlag.values()) {
            int number = (int) flag.number();
            to.add(new MapOperationCase(
                    update,
                    flag + ", the key is there",
                    t -> t.run(MapPrograms.update(t.tried(1), t.key(0), t.one(), number))));
            to.add(new MapOperationCase(
                    update,
                    flag + ", the key is absent",
                    t -> t.run(MapPrograms.update(t.tried(1), t.key(1), t.one(), number))));
        }
        to.add(new MapOperationCase(
                update,
                "the map is full",
                t -> t.run(MapPrograms.update(t.tried(t.maxEntries()), t.key(t.maxEntries()), t.one(), 0))));
        to.add(new MapOperationCase(
                update,
                "the map is RDONLY_PROG",
                t -> t.run(MapPrograms.update(t.map(MapFlag.RDONLY_PROG), t.key(0), t.one(), 0))));
        to.add(new MapOperationCase(
                update, "the map is frozen", t -> t.run(MapPrograms.update(frozen(t, 1), t.key(0), t.one(), 0))));
        String delete = "bpf_map_delete_elem";
        to.add(new MapOperationCase(delete, "the key is there", t -> t.run(MapPrograms.delete(t.tried(1), t.key(0)))));
        to.add(new MapOperationCase(
                delete, "the key is absent", t -> t.run(MapPrograms.delete(t.tried(1), t.key(t.maxEntries())))));
        to.add(new MapOperationCase(
                "bpf_map_push_elem", "there is room", t -> t.run(MapPrograms.push(t.tried(1), t.one(), 0))));
        to.add(new MapOperationCase(
                "bpf_map_push_elem",
                "the map is full",
                t -> t.run(MapPrograms.push(t.tried(t.maxEntries()), t.one(), 0))));
        for (Helper helper : new Helper[] {Helper.MAP_POP_ELEM, Helper.MAP_PEEK_ELEM}) {
            String name = "bpf_" + helper.kernelName().replaceFirst("^bpf_", "");
            to.add(new MapOperationCase(name, "there is a value", t -> t.run(MapPrograms.take(helper, t.with(1)))));
            to.add(new MapOperationCase(name, "the map is new", t -> t.run(MapPrograms.take(helper, t.map()))));
        }
        to.add(new MapOperationCase(
                "bpf_for_each_map_elem", "two keys are there", t -> t.run(MapPrograms.forEach(t.tried(2)))));
        to.add(new MapOperationCase(
                "bpf_ringbuf_output", "there is room", t -> t.run(MapPrograms.output(t.map(), t.one(), 8))));
        to.add(new MapOperationCase(
                "bpf_ringbuf_output", "the map is full", t -> t.run(MapPrograms.output(crowded(t), t.one(), 512))));
        to.add(new MapOperationCase(
                "bpf_ringbuf_query", "for the size", t -> t.run(MapPrograms.ringSize(t.map(), t.maxEntries()))));
    }

    private static int closed(OperationTrial trial) {
        int fd = trial.map();
        trial.host().close(fd);
        return fd;
    }

    /** Returns a map into which programs have written records until no other of the same size fits. */
    private static int crowded(OperationTrial trial) {
        int fd = trial.map();
        for (int i = 0; i < trial.maxEntries() / 512; i++) {
            trial.run(MapPrograms.output(fd, trial.one(), 504));
        }
        return fd;
    }

    private static int frozen(OperationTrial trial, int count) {
        int fd = trial.tried(count);
        if (trial.host().freeze(fd) < 0) {
            throw new OperationTrial.Unreachable();
        }
        return fd;
    }
}
