package dev.bpflab.bpf;

import dev.bpflab.bpf.VerifierTrace.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the verifier knew of the registers and the stack of one function, as far as its log was read. */
final class KnownFrame {
    private static final Pattern COPY = Pattern.compile("[rw](\\d+) = (?:\\(s\\d+\\))?[rw](\\d+)");
    private static final Pattern WRITTEN = Pattern.compile("[rw](\\d+) (=|\\S+=).*");
    private static final int CLOBBERED = 5;

    /** A chain of changes in a loop has no end; a reader looks at the last few. */
    private static final int LONGEST_HISTORY = 64;

    private final Map<String, KnownValue> values;

    KnownFrame() {
        this(Map.of());
    }

    private KnownFrame(Map<String, KnownValue> values) {
        this.values = new HashMap<>(values);
    }

    Map<String, KnownValue> values() {
        return values;
    }

    KnownFrame copy() {
        return new KnownFrame(values);
    }

    void keepOnly(Set<String> places) {
        values.keySet().retainAll(places);
    }

    /** Takes R1 to R5 away, as a call does. */
    void lose(Step call) {
        for (int i = 1; i <= CLOBBERED; i++) {
            values.computeIfPresent(
                    "R" + i, (place, value) -> value.lost() ? value : new KnownValue(value.state(), call, value, true));
        }
    }

    /** Takes over states that an instruction left, or null what was found without one. */
    void learn(Map<String, String> states, @Nullable Step step) {
        Map<String, KnownValue> before = new HashMap<>(values);
        String text = step == null ? "" : step.text();
        Matcher written = WRITTEN.matcher(text);
        String target = written.matches() ? "R" + written.group(1) : text.startsWith("call ") ? "R0" : "";
        states.forEach((place, state) -> {
            KnownValue known = before.get(place);
            if (place.equals(target)
                    || known == null
                    || known.lost()
                    || !known.state().equals(state)) {
                values.put(place, new KnownValue(state, step, shortened(origin(place, text, written, before)), false));
            }
        });
    }

    /** Returns the value from which an instruction made the new one; null when it has nothing to do with an old one. */
    private static @Nullable KnownValue origin(
            String place, String text, Matcher written, Map<String, KnownValue> before) {
        Matcher copy = COPY.matcher(text);
        if (copy.matches() && place.equals("R" + copy.group(1))) {
            return before.get("R" + copy.group(2));
        }
        boolean fresh = text.isEmpty()
                || (text.startsWith("call ") && place.equals("R0"))
                || (written.matches() && written.group(2).equals("=") && place.equals("R" + written.group(1)));
        KnownValue known = before.get(place);
        return fresh || known == null || known.lost() ? null : known;
    }

    private static @Nullable KnownValue shortened(@Nullable KnownValue value) {
        return value == null || value.history().size() < LONGEST_HISTORY
                ? value
                : new KnownValue(value.state(), value.since(), null, value.lost());
    }
}
