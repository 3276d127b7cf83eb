package dev.bpflab.isa;

/**
 * A named place in the structure that a program is given as its context.
 *
 * @param name such as {@code prev_pid}
 * @param type as C writes it: {@code pid_t}, {@code char[16]}, {@code __data_loc char[]}
 * @param offset bytes from the beginning of the structure
 * @param size bytes
 * @param signed whether a number there has a sign
 */
public record ContextField(String name, String type, int offset, int size, boolean signed) {
    private static final String DATA_LOC = "__data_loc";

    /**
     * Returns whether the place holds where the value lies and not the value: a u32 whose lower half is the value's offset from
     * the beginning of the structure, and whose upper half is its length, a text's zero included.
     */
    public boolean isDataLoc() {
        return type.startsWith(DATA_LOC);
    }
}
