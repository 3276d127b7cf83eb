package dev.bpflab.sim;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function of a recorded stack, as {@code do_idle+0x19} or {@code _exit+0x31 [libc.so.6]}.
 *
 * @param name the function; {@link #UNKNOWN} when it had no name
 * @param offset bytes from its beginning
 * @param module the module or file; empty for the kernel itself and for the program itself
 */
record RecordedFrame(String name, int offset, String module) {
    static final String UNKNOWN = "[unknown]";

    private static final Pattern WRITTEN = Pattern.compile("(\\S+)\\+0x([0-9a-f]{1,7})(?: \\[(\\S+)])?");

    /** Reads a frame; {@link IllegalArgumentException} when it is none. */
    static RecordedFrame parse(String written) {
        return find(written).orElseThrow(() -> new IllegalArgumentException("no frame: " + written));
    }

    /** Reads a frame; empty when it is none, or farther into a function than is believed. */
    static Optional<RecordedFrame> find(String written) {
        if (written.equals(UNKNOWN)) {
            return Optional.of(new RecordedFrame(UNKNOWN, 0, ""));
        }
        return Optional.of(WRITTEN.matcher(written))
                .filter(Matcher::matches)
                .map(frame -> new RecordedFrame(
                        frame.group(1),
                        Integer.parseInt(frame.group(2), 16),
                        frame.group(3) == null ? "" : frame.group(3)))
                .filter(frame -> frame.offset < SimSymbols.FUNCTION);
    }

    boolean isUnknown() {
        return name.equals(UNKNOWN);
    }
}
