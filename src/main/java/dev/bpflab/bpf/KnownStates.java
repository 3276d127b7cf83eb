package dev.bpflab.bpf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one line of the verifier's log says of registers and stack slots: {@code frame1: R1=5 R10=fp0 fp-8=mmmmmmmm}.
 *
 * @param frame which function's they are, 0 for the program itself
 * @param values by {@code R1} or {@code fp-8}, in the order of the line
 */
record KnownStates(int frame, Map<String, String> values) {
    private static final Pattern FRAME = Pattern.compile("\\s*frame(\\d+): ?");
    private static final Pattern PLACE = Pattern.compile("(R\\d+|fp-\\d+)(?:_\\w+)?=");

    static KnownStates of(String text) {
        Matcher frame = FRAME.matcher(text);
        boolean framed = frame.lookingAt();
        Map<String, String> values = new LinkedHashMap<>();
        Matcher place = PLACE.matcher(text);
        int at = framed ? frame.end() : 0;
        while (at < text.length()) {
            int end = end(text, at);
            if (place.region(at, end).lookingAt()) {
                values.put(place.group(1), text.substring(place.end(), end));
            }
            at = end + 1;
        }
        return new KnownStates(framed ? Integer.parseInt(frame.group(1)) : 0, values);
    }

    /** A value has blanks only inside parentheses. */
    private static int end(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ' ' && depth <= 0) {
                return i;
            }
        }
        return text.length();
    }
}
