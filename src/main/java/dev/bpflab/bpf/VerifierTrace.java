package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path to a rejection, read from the verifier's log at level 1 or 2 of either host: the instructions that it looked at,
 * and what it knew of registers and stack before the last of them.
 */
final class VerifierTrace {
    private static final Pattern STEP =
            Pattern.compile("(?<slot>\\d+): \\((?<opcode>[0-9a-f]{2})\\) (?<text>.*?)(?:\\s+; (?<state>.*))?");
    private static final Pattern PATH = Pattern.compile("from (?<from>\\d+) to \\d+: (?<state>(?:frame|R).*)");
    private static final Pattern BACK = Pattern.compile("to caller at (?<slot>\\d+):");
    private static final Pattern STATE =
            Pattern.compile("(?:\\d+: | )(?<state>(?:frame\\d+: )?(?:R\\d+|fp-\\d+)(?:_\\w+)?=.*)");

    /** Longer logs are of programs that are too large or of endless loops, where the last turn says what there is to say. */
    private static final int LONGEST = 1 << 20;

    /** An instruction that the verifier looked at: its slot and the kernel's text of it. */
    record Step(int slot, String text) {}

    /** A conditional jump and what was known before it. */
    private record Branch(Step jump, KnownFrame known) {}

    private final Map<Integer, KnownFrame> frames = new TreeMap<>();
    private final Map<Integer, Branch> branches = new HashMap<>();
    private final List<String> complaint = new ArrayList<>();
    private int frame;
    private @Nullable Step last;
    /** The state after an instruction is what the next one finds; the last one, which was refused, has none. */
    private @Nullable Step done;

    private @Nullable Integer backAt;

    private VerifierTrace() {}

    /** Reads a log; anything that is no log gives an empty trace. */
    static VerifierTrace of(VerifierLog log) {
        VerifierTrace trace = new VerifierTrace();
        String text = log.text();
        text.substring(Math.max(0, text.length() - LONGEST)).lines().forEach(trace::read);
        return trace;
    }

    /** Returns the instruction that was looked at last. */
    Optional<Step> last() {
        return Optional.ofNullable(last);
    }

    /** Returns what was said after that: the reason, sometimes with a line before it. */
    List<String> complaint() {
        return List.copyOf(complaint);
    }

    /** Returns what was known before that instruction of a register such as {@code R6} or of a stack slot such as {@code fp-8}. */
    Optional<KnownValue> known(String place) {
        return Optional.ofNullable(current().values().get(place));
    }

    /** Returns the stack slots of the function at hand of which something was known, deepest last. */
    Map<String, KnownValue> stack() {
        Map<String, KnownValue> slots = new TreeMap<>((a, b) -> Integer.compare(offset(b), offset(a)));
        current().values().forEach((place, value) -> {
            if (place.startsWith("fp")) {
                slots.put(place, value);
            }
        });
        return slots;
    }

    private static int offset(String slot) {
        return Integer.parseInt(slot.substring(2));
    }

    private KnownFrame current() {
        return frames.computeIfAbsent(frame, number -> new KnownFrame());
    }

    private void read(String line) {
        Matcher step = STEP.matcher(line);
        if (step.matches()) {
            step(new Step(Integer.parseInt(step.group("slot")), step.group("text")), step.group("state"));
            return;
        }
        Matcher path = PATH.matcher(line);
        if (path.matches()) {
            enter(KnownStates.of(path.group("state")), branches.get(Integer.parseInt(path.group("from"))));
            return;
        }
        Matcher back = BACK.matcher(line);
        Matcher state = STATE.matcher(line);
        if (back.matches()) {
            backAt = Integer.parseInt(back.group("slot"));
        } else if (state.matches()) {
            state(KnownStates.of(state.group("state")));
        } else if (VerifierLog.isReason(line)) {
            complaint.add(line.strip());
        }
    }

    private void step(Step step, @Nullable String state) {
        complaint.clear();
        pass();
        last = step;
        done = null;
        if (step.text().startsWith("if ")) {
            branches.put(step.slot(), new Branch(step, current().copy()));
        }
        if (state != null) {
            done = step;
            state(KnownStates.of(state));
        }
    }

    /** Does to what is known what an instruction does of which the log tells nothing. */
    private void pass() {
        Step passed = last;
        if (passed != null
                && passed.text().startsWith("call ")
                && !passed.text().startsWith("call pc")) {
            current().lose(passed);
        }
    }

    private void state(KnownStates states) {
        if (states.frame() > frame) {
            KnownFrame arguments = current().copy();
            arguments.keepOnly(states.values().keySet());
            frame = states.frame();
            frames.put(frame, arguments);
        }
        frame = states.frame();
        Integer returned = backAt;
        backAt = null;
        if (returned != null) {
            current().lose(new Step(returned - 1, "call"));
        }
        Step writer = done;
        if (writer == null && last != null && last.text().startsWith("if ")) {
            // At level 2 a branch's outcome stands on the line after it.
            writer = last;
        }
        if (writer != null && writer.text().startsWith("call ")) {
            current().lose(writer);
        }
        current().learn(states.values(), writer);
    }

    private void enter(KnownStates states, @Nullable Branch branch) {
        frame = states.frame();
        KnownFrame entered = branch == null ? new KnownFrame() : branch.known().copy();
        entered.keepOnly(states.values().keySet());
        entered.learn(states.values(), branch == null ? null : branch.jump());
        frames.put(frame, entered);
        last = null;
        done = null;
        complaint.clear();
    }
}
