package dev.bpflab.cli.doctor;

import static dev.bpflab.bpf.MapType.ARRAY;
import static dev.bpflab.bpf.MapType.HASH;
import static dev.bpflab.bpf.MapType.LRU_HASH;
import static dev.bpflab.bpf.MapType.PERCPU_HASH;
import static dev.bpflab.bpf.MapType.RINGBUF;
import static dev.bpflab.bpf.MapType.STACK_TRACE;
import static dev.bpflab.isa.Helper.GET_CURRENT_COMM;
import static dev.bpflab.isa.Helper.GET_CURRENT_PID_TGID;
import static dev.bpflab.isa.Helper.GET_STACKID;
import static dev.bpflab.isa.Helper.KTIME_GET_NS;
import static dev.bpflab.isa.Helper.MAP_LOOKUP_ELEM;
import static dev.bpflab.isa.Helper.MAP_UPDATE_ELEM;
import static dev.bpflab.isa.Helper.RINGBUF_RESERVE;
import static dev.bpflab.isa.Helper.RINGBUF_SUBMIT;

import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Helper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the labs that come with bpflab use of the live kernel. A test compares it with their solutions. */
@SuppressWarnings("ImmutableEnumChecker") // made by List.of and Map.of
enum LabNeeds {
    PROCESS_COUNTER(
            "2.1",
            List.of(HASH),
            Map.of(ProgramType.TRACEPOINT, List.of(MAP_LOOKUP_ELEM, MAP_UPDATE_ELEM, GET_CURRENT_PID_TGID)),
            List.of(new Hook.Tracepoint("sched", "sched_process_exec"))),
    PROCESS_COUNTER_EXTRAS(
            "2.1",
            List.of(LRU_HASH, PERCPU_HASH, ARRAY),
            Map.of(ProgramType.TRACEPOINT, List.of(GET_CURRENT_COMM, KTIME_GET_NS)),
            List.of(new Hook.Tracepoint("sched", "sched_switch"), new Hook.Tracepoint("kmem", "rss_stat"))),
    PACKET_SIZES(
            "2.2",
            List.of(ARRAY),
            Map.of(ProgramType.XDP, List.of(MAP_LOOKUP_ELEM)),
            List.of(new Hook.Xdp("veth0", Hook.Xdp.Mode.GENERIC))),
    PACKET_SIZES_EXTRAS(
            "2.2",
            List.of(HASH),
            Map.of(
                    ProgramType.XDP, List.of(MAP_UPDATE_ELEM),
                    ProgramType.SCHED_CLS, List.of(MAP_LOOKUP_ELEM)),
            List.of(new Hook.Tcx("veth0", Direction.EGRESS))),
    STACK_TRACES(
            "2.3",
            List.of(STACK_TRACE, HASH),
            Map.of(
                    ProgramType.PERF_EVENT,
                    List.of(GET_STACKID, MAP_LOOKUP_ELEM, MAP_UPDATE_ELEM, GET_CURRENT_PID_TGID)),
            List.of(new Hook.PerfSampling(99, ProcessHandle.current().pid()))),
    STACK_TRACES_EXTRAS(
            "2.3",
            List.of(),
            Map.of(
                    ProgramType.PERF_EVENT,
                    List.of(GET_CURRENT_COMM),
                    ProgramType.TRACEPOINT,
                    List.of(GET_STACKID, KTIME_GET_NS, MAP_LOOKUP_ELEM, MAP_UPDATE_ELEM, GET_CURRENT_PID_TGID)),
            List.of(new Hook.Tracepoint("sched", "sched_switch"))),
    EVENT_LOG(
            "2.4",
            List.of(RINGBUF),
            Map.of(
                    ProgramType.TRACEPOINT,
                    List.of(RINGBUF_RESERVE, RINGBUF_SUBMIT, GET_CURRENT_PID_TGID, GET_CURRENT_COMM)),
            List.of(new Hook.Tracepoint("sched", "sched_process_exec"))),
    EVENT_LOG_EXTRAS(
            "2.4",
            List.of(ARRAY, HASH),
            Map.of(
                    ProgramType.TRACEPOINT, List.of(MAP_LOOKUP_ELEM),
                    ProgramType.XDP, List.of(RINGBUF_RESERVE, RINGBUF_SUBMIT)),
            List.of(new Hook.Xdp("veth0", Hook.Xdp.Mode.GENERIC)));

    private static final String EXTRAS = "_EXTRAS";

    private final String lab;
    private final List<MapType> maps;
    private final Map<ProgramType, List<Helper>> helpers;
    private final List<Hook> hooks;

    LabNeeds(String lab, List<MapType> maps, Map<ProgramType, List<Helper>> helpers, List<Hook> hooks) {
        this.lab = lab;
        this.maps = maps;
        this.helpers = helpers;
        this.hooks = hooks;
    }

    /** Returns the lab's id. */
    String lab() {
        return lab;
    }

    /** Returns whether only experiments and challenges need it, and not the lab's steps. */
    boolean isExtra() {
        return name().endsWith(EXTRAS);
    }

    List<MapType> maps() {
        return maps;
    }

    Set<ProgramType> programs() {
        return helpers.keySet();
    }

    /** Returns the helpers that programs of a type call. */
    List<Helper> helpers(ProgramType type) {
        return helpers.getOrDefault(type, List.of());
    }

    List<Hook> hooks() {
        return hooks;
    }

    /** Returns all helpers that programs of each type call in some lab. */
    static Map<ProgramType, Set<Helper>> allHelpers() {
        Map<ProgramType, Set<Helper>> all = new TreeMap<>();
        for (LabNeeds needs : values()) {
            needs.helpers.forEach((type, called) ->
                    all.computeIfAbsent(type, none -> new TreeSet<>()).addAll(called));
        }
        return all;
    }

    /** Returns the labs that need something in words, such as {@code lab 2.1; experiments of lab 2.3}; empty for none. */
    static String users(Predicate<LabNeeds> need) {
        Set<String> labs = new TreeSet<>();
        Set<String> extras = new TreeSet<>();
        Arrays.stream(values()).filter(need).forEach(user -> (user.isExtra() ? extras : labs).add(user.lab));
        extras.removeAll(labs);
        List<String> words = new ArrayList<>();
        if (!labs.isEmpty()) {
            words.add((labs.size() > 1 ? "labs " : "lab ") + String.join(" and ", labs));
        }
        if (!extras.isEmpty()) {
            words.add("experiments of lab " + String.join(" and ", extras));
        }
        return words.isEmpty() ? "" : String.join("; ", words) + ", live";
    }
}
