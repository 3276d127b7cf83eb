package dev.bpflab.differential;

/**
 * What a register or stack slot holds, as far as the generator must know to write valid code.
 *
 * @param kind what it is
 * @param size for a number the most that it can be, unsigned, -1 when anything; for a pointer the bytes that may be accessed
 */
record Held(Kind kind, long size) {
    /** What something is. */
    enum Kind {
        NUMBER,
        CTX,
        MAP_VALUE,
        PACKET,
        RECORD
    }

    static final Held ANY_NUMBER = new Held(Kind.NUMBER, -1);
    static final Held CTX = new Held(Kind.CTX, 0);

    static Held number(long most) {
        return new Held(Kind.NUMBER, most);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** Returns whether it is a number from 0 to {@code most}. */
    boolean atMost(long most) {
        return isNumber() && Long.compareUnsigned(size, most) <= 0;
    }

    /** Returns what is true of both, or null when they have nothing in common. */
    static @org.jspecify.annotations.Nullable Held meet(
            @org.jspecify.annotations.Nullable Held a, @org.jspecify.annotations.Nullable Held b) {
        if (a == null || b == null || a.kind != b.kind) {
            return null;
        }
        boolean first = a.isNumber() == (Long.compareUnsigned(a.size, b.size) >= 0);
        return first ? a : b;
    }
}
