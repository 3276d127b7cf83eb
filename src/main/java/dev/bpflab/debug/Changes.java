package dev.bpflab.debug;

import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.bpf.debug.Moment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What differs between two moments, in words: registers, stack, packet, maps, and what was printed. */
record Changes(Words words, Moment before, Moment now) {
    private static final int WORD = 8;
    private static final int ROW = 8;

    List<String> all() {
        List<String> changes = new ArrayList<>();
        for (int cpu = 0; cpu < now.cpus().size(); cpu++) {
            String prefix = now.cpus().size() > 1 ? "CPU " + cpu + ": " : "";
            cpu(before.cpus().get(cpu), now.cpus().get(cpu)).forEach(change -> changes.add(prefix + change));
        }
        for (int map = 0; map < now.maps().size(); map++) {
            map(before.maps().get(map), now.maps().get(map), changes);
        }
        for (int i = before.trace().size(); i < now.trace().size(); i++) {
            changes.add("printed: " + now.trace().get(i));
        }
        return changes;
    }

    private List<String> cpu(Moment.Cpu old, Moment.Cpu cpu) {
        List<String> changes = new ArrayList<>();
        boolean otherRun = old.run() != cpu.run() || old.state() != cpu.state();
        if (otherRun && cpu.returned().isPresent()) {
            long r0 = cpu.returned().getAsLong();
            changes.add("returned " + r0 + (r0 >= 0 && r0 < 10 ? "" : " (0x" + Long.toHexString(r0) + ")"));
        }
        for (int i = 0; i < cpu.registers().size() && (!otherRun || cpu.run() == old.run()); i++) {
            if (!cpu.registers().get(i).equals(old.registers().get(i))) {
                changes.add("r" + i + " = "
                        + words.register(cpu.registers().get(i), cpu.pointees().get(i)));
            }
        }
        for (int i = 0; i < cpu.frames().size(); i++) {
            byte[] was = i < old.frames().size() && old.run() == cpu.run()
                    ? old.frames().get(i).stack()
                    : new byte[cpu.frames().get(i).stack().length];
            stack(i, was, cpu.frames().get(i).stack(), changes);
        }
        bytes("packet", old.packet(), cpu.packet(), changes);
        bytes("ctx", old.context(), cpu.context(), changes);
        return changes;
    }

    private static void stack(int frame, byte[] old, byte[] stack, List<String> to) {
        for (int at = 0; at < stack.length; at += WORD) {
            if (!Arrays.equals(old, at, at + WORD, stack, at, at + WORD)) {
                to.add(stackWord(frame, at, stack));
            }
        }
    }

    /** Returns a word of a stack: where it lies and its bytes. */
    static String stackWord(int frame, int at, byte[] stack) {
        return "fp-" + (stack.length - at) + (frame == 0 ? "" : " of frame " + frame) + ": "
                + Words.hex(Arrays.copyOfRange(stack, at, at + WORD));
    }

    private static void bytes(String what, byte[] old, byte[] bytes, List<String> to) {
        if (old.length != bytes.length) {
            to.add(what + " has " + bytes.length + " bytes");
        }
        for (int at = 0; at < bytes.length; at += ROW) {
            int end = Math.min(at + ROW, bytes.length);
            if (end > old.length || !Arrays.equals(old, at, end, bytes, at, end)) {
                to.add(what + " + " + at + ": " + Words.hex(Arrays.copyOfRange(bytes, at, end)));
            }
        }
    }

    private static void map(MapCopy old, MapCopy map, List<String> to) {
        Map<ByteBuffer, MapCopy.Element> gone = new LinkedHashMap<>();
        old.elements().forEach(element -> gone.put(ByteBuffer.wrap(element.key()), element));
        for (MapCopy.Element element : map.elements()) {
            MapCopy.Element was = gone.remove(ByteBuffer.wrap(element.key()));
            String now = Words.element(map.name(), element.key()) + " = " + Words.value(map, element.value());
            if (was == null) {
                to.add(now + " (new)");
            } else if (!Arrays.equals(was.value(), element.value())) {
                to.add(now + " (was " + Words.value(map, was.value()) + ")");
            }
        }
        gone.values().forEach(element -> to.add(Words.element(map.name(), element.key()) + " is deleted"));
    }
}
