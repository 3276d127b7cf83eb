package dev.bpflab.bpf;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what the verifier's log says of a register. */
final class StateWords {
    private static final Pattern NUMBER = Pattern.compile("P?(-?\\d+|0x[0-9a-f]+)");
    private static final Pattern LEAST = Pattern.compile("\\b[us]min(?:=[us]min32|=[us]min)*=(-?\\w+)");
    private static final Pattern MOST = Pattern.compile("\\b[us]max(?:=[us]max32|=[us]max)*=(-?\\w+)");
    private static final Pattern OFFSET = Pattern.compile("\\boff=(-?\\d+)");
    private static final String SCALAR = "scalar";

    private StateWords() {}

    static String of(String state) {
        Matcher number = NUMBER.matcher(state);
        if (number.matches()) {
            return "the number " + number.group(1);
        }
        String known = state.startsWith("P" + SCALAR) ? state.substring(1) : state;
        for (Map.Entry<String, String> entry :
                VerifierMessages.bundled().words().entrySet()) {
            if (known.startsWith(entry.getKey())) {
                return entry.getValue() + (entry.getKey().equals(SCALAR) ? range(known) : offset(known));
            }
        }
        return "something that the log calls " + state;
    }

    private static String range(String scalar) {
        Matcher least = LEAST.matcher(scalar);
        Matcher most = MOST.matcher(scalar);
        boolean bounded = most.find();
        if (least.find()) {
            return bounded ? " from " + least.group(1) + " to " + most.group(1) : " from " + least.group(1) + " up";
        }
        return bounded ? " up to " + most.group(1) : " of which nothing is known";
    }

    private static String offset(String pointer) {
        Matcher offset = OFFSET.matcher(pointer);
        return offset.find() && !offset.group(1).equals("0") ? ", moved by " + offset.group(1) : "";
    }
}
