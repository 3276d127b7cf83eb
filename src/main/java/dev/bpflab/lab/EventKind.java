package dev.bpflab.lab;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What a trial can make happen, {@code events=NAME} in a check of kind {@code behaviour}, with the other attributes that each
 * takes. {@code labs/README.md} shows them.
 */
@SuppressWarnings("ImmutableEnumChecker") // the makers are stateless lambdas
enum EventKind {
    /** Processes that execute one program each, and chains that execute several under one process id. */
    CHAINS(Set.of("commands"), source -> new ProcessEvents(ProcessEvents.Kind.CHAINS, source.commands())),
    /** Processes that execute one program each. */
    PROCESSES(Set.of("commands"), source -> new ProcessEvents(ProcessEvents.Kind.SINGLE, source.commands())),
    /** More processes than fit into the hash map that the programs name. */
    OVERFLOW(Set.of(), source -> new OverflowEvents(false)),
    /** Packets of many sizes and protocols that go both ways over the veth pair. */
    PACKETS(Set.of("buckets"), source -> new PacketEvents(source.buckets())),
    /** Processes that burn CPU time, found by samples. */
    SAMPLES(Set.of(), source -> new TaskEvents(true)),
    /** The same, and how often they leave their CPU and how long they are on one. */
    SWITCHES(Set.of(), source -> new TaskEvents(false)),
    /** Processes that execute one program or several, and how much anonymous memory they have. */
    MEMORY(Set.of(), source -> new MemoryEvents()),
    /** Processes that burn CPU time, and where samples found them, and the other CPUs. */
    STACKS(Set.of("commands", "only"), source -> new SampleEvents(source.functions(), source.only())),
    /** Processes that sleep. */
    SLEEPS(Set.of("commands"), source -> new SleepEvents(source.functions()));

    private static final List<String> OPTIONAL = List.of("commands", "buckets", "only");

    private final Set<String> attributes;
    private final Function<CheckSource, TrialEvents> maker;

    EventKind(Set<String> attributes, Function<CheckSource, TrialEvents> maker) {
        this.attributes = attributes;
        this.maker = maker;
    }

    /** Returns how documents name it. */
    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns what a check wants to happen; chains when it does not say.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    static TrialEvents read(CheckSource source) {
        EventKind kind = source.oneOf(values(), "events", CHAINS);
        for (String attribute : OPTIONAL) {
            if (source.block().attribute(attribute).isPresent() && !kind.attributes.contains(attribute)) {
                throw new IllegalArgumentException("events=" + kind.attribute() + " does not take '" + attribute + "'");
            }
        }
        return kind.maker.apply(source);
    }
}
