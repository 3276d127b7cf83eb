package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.lab.Names.Unresolved;
import dev.bpflab.pattern.Buckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened on the learner's stage, by the variable that holds it: a {@link StartedProcess} or {@link Packets}, or a list
 * of these. Only what the stage in fact did counts: the very objects that it gave, not equal ones. The variable
 * {@code seen} stands for all packets that came by programs which name the map of the table, whoever sent them and when.
 *
 * @param map the learner's variable of that map
 * @param buckets how sizes of packets are sorted; null when the check does not say
 */
record Happened(Scene scene, String map, @Nullable Buckets buckets) {
    /** The names that may stand behind a variable. */
    static final List<String> NAMES = Stream.of(ProcessFacts.NAMES, PacketFacts.NAMES)
            .flatMap(List::stream)
            .toList();

    private static final String SEEN = "seen";

    /** Returns what happened, at least one thing. */
    List<Fact> by(String variable) throws Unresolved {
        List<Fact> facts = new ArrayList<>();
        if (variable.equals(SEEN)) {
            facts.addAll(seen());
        } else {
            Object held = scene.variable(variable).orElseThrow(() -> new Unresolved("no variable " + variable));
            for (Object candidate : held instanceof Iterable<?> list ? list : List.of(held)) {
                facts.addAll(facts(variable, candidate));
            }
            if (facts.isEmpty()) {
                throw new Unresolved(text("happened.isAnEmptyList", variable));
            }
        }
        return facts;
    }

    private List<Fact> facts(String variable, Object candidate) throws Unresolved {
        Optional<StartedProcess> process = same(scene.workspace().started(), candidate);
        if (process.isPresent()) {
            return List.of(ProcessFacts.of(process.get()));
        }
        Packets packets = same(scene.workspace().sent(), candidate)
                .orElseThrow(() -> new Unresolved(text(
                        "happened.holdsWhichTheStageDid",
                        variable,
                        Shown.of(candidate),
                        candidate instanceof Packets ? "send" : "run")));
        return PacketFacts.on(scene.workspace(), buckets).of(packets);
    }

    private List<Fact> seen() throws Unresolved {
        if (!(scene.variable(map).orElse(null) instanceof BpfMap<?, ?> counted)) {
            throw new Unresolved(text("happened.noMapIn", map));
        }
        PacketFacts facts = PacketFacts.on(scene.workspace(), buckets);
        List<Fact> seen = scene.workspace().seenBy(counted).stream()
                .flatMap(passing -> facts.seenAt(passing.hook(), passing.packets()).stream())
                .toList();
        if (seen.isEmpty()) {
            throw new Unresolved(text("happened.noPacketCameByA", map));
        }
        return seen;
    }

    private static <T> Optional<T> same(List<T> given, Object candidate) {
        return given.stream().filter(each -> each == candidate).findFirst();
    }
}
