package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.Traffic;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code sent=NAME}: a variable holds packets that the stage in fact sent, with the properties that the table says. */
record SentCheck(String variable, Map<String, Expectation> properties, String hint) implements Check {
    /** The properties that a table may name: numbers of packets and bytes, and sizes of frames in bytes. */
    static final List<String> PROPERTIES = List.of("packets", "bytes", "smallest", "largest");

    SentCheck {
        properties = new LinkedHashMap<>(properties);
    }

    @Override
    public String subject() {
        return "packets " + variable;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the very one that the stage handed out, not one made to look like it
    public CheckResult judge(Scene scene) {
        Optional<Object> held = scene.variable(variable);
        Object value = held.orElse(null);
        List<Packets> packets = value instanceof Traffic traffic
                ? traffic.packets()
                : value instanceof Packets one ? List.of(one) : List.of();
        if (packets.isEmpty()) {
            return missed(text("sentCheck.variableThatHoldsWhatWas", variable), Shown.variable(variable, held));
        }
        List<Packets> sent = scene.workspace().sent();
        if (!packets.stream().allMatch(each -> sent.stream().anyMatch(other -> other == each))) {
            return missed(
                    text("sentCheck.packetsThatWereSentIn", variable),
                    text("sentCheck.holdsWhichTheStageDid", variable, Shown.of(packets.get(0))));
        }
        return compare(packets);
    }

    private CheckResult compare(List<Packets> packets) {
        return Held.compare(
                variable,
                properties,
                property -> Long.toString(value(property, packets)),
                (property, expectation) -> expectation.holds(Columns.of("u64"), value(property, packets)),
                hint);
    }

    private static long value(String property, List<Packets> packets) {
        IntSummaryStatistics sizes = packets.stream()
                .flatMap(each -> each.sizes().stream())
                .mapToInt(size -> size)
                .summaryStatistics();
        return switch (property) {
            case "packets" -> packets.stream().mapToLong(Packets::count).sum();
            case "bytes" -> packets.stream().mapToLong(Packets::bytes).sum();
            case "smallest" -> sizes.getMin();
            default -> sizes.getMax();
        };
    }

    private Failed missed(String expected, String found) {
        return new Failed(expected, found, hint, properties.size() + 1);
    }
}
