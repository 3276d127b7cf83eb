package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code frames=VARIABLE,of=STACKS}: a list of frames, or of addresses, is one of the map's stacks, the innermost first. */
record FramesCheck(String variable, String stacks, String hint) implements Check {
    @Override
    public String subject() {
        return "frames in " + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        Optional<Object> map = scene.variable(stacks);
        if (!(map.orElse(null) instanceof BpfMap<?, ?> traces)
                || traces.spec().type() != MapType.STACK_TRACE
                || !scene.workspace().maps().contains(traces)) {
            return CheckResult.failed(
                    text("framesCheck.openMapOfStackTraces", stacks), Shown.variable(stacks, map), hint);
        }
        Optional<Object> held = scene.variable(variable);
        List<Long> given = addresses(held);
        if (given.isEmpty()) {
            return CheckResult.failed(
                    text("framesCheck.listOfFramesIn", variable), Shown.variable(variable, held), hint);
        }
        Column address = Columns.of("u64");
        for (Entry<?, ?> entry : traces) {
            if (given.equals(addresses(Optional.of(entry.value())))) {
                return CheckResult.passed();
            }
        }
        return CheckResult.failed(
                text("framesCheck.withTheFramesOfA", variable, stacks),
                text("framesCheck.withFramesTheFirstWhich", variable, given.size(), address.show(given.get(0))),
                hint);
    }

    private static List<Long> addresses(Optional<Object> held) {
        List<Long> addresses = new ArrayList<>();
        if (held.orElse(null) instanceof Iterable<?> list) {
            for (Object each : list) {
                if (each instanceof Frame frame) {
                    addresses.add(frame.address());
                } else if (each instanceof Long address) {
                    addresses.add(address);
                }
            }
        }
        return addresses;
    }
}
