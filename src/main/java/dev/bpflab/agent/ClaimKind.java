package dev.bpflab.agent;

/**
 * What a variable holds, as the agent claims it in a {@link Message#HOLDS}: the row's number, then the fields that it names.
 * {@link Claims} writes them. Whoever grades believes none of it, but looks up in what it knows itself whatever can be.
 */
public enum ClaimKind {
    /** There is nothing in it. No fields. */
    NOTHING,
    /** A map. Fields: id, descriptor. */
    MAP,
    /** A loaded program. Fields: id, descriptor. */
    LOADED,
    /** A link. Fields: descriptor. */
    LINK,
    /** An assembled program. Fields: context, instructions, and of each instruction its call and maybe the map that it names. */
    PROGRAM,
    /** A map's blueprint. Fields: {@link Shapes#MAP_ATTR}. */
    BLUEPRINT,
    /** A process. Fields: whether the stage gave it, {@link StageShapes#PROCESS}. */
    PROCESS,
    /** Packets. Fields: whether the stage sent these, {@link StageShapes#PACKETS}. */
    PACKETS,
    /** Traffic. Fields: a list of packets as above. */
    TRAFFIC,
    /** A network interface. Fields: {@link Shapes#INTERFACE}. */
    INTERFACE,
    /** A frame of a stack. Fields: address, maybe {@link Shapes#SYMBOL}. */
    FRAME,
    /** A function's share of a profile. Fields: function, self, total, of. */
    SHARE,
    /** A byte, short, int or long. Fields: its size in bytes, the value in 64 bits. */
    INTEGER,
    /** Another number. Fields: the bits of a double. */
    DECIMAL,
    /** A truth value. */
    TRUTH,
    /** A text. Fields: whether it is a string, the text. */
    TEXT,
    /** A buffer. Fields: its bytes. */
    BYTES,
    /** A file that can be read. Fields: the text in it. */
    FILE,
    /** An optional value. Fields: maybe a claim. */
    OPTIONAL,
    /** Things in order. Fields: a list of claims. */
    LIST,
    /** Keys with values. Fields: {@link Form}, a list of pairs of claims, a list of {@link Claims encodings}. */
    ENTRIES,
    /** Anything else. Fields: its class, its text. */
    OTHER;

    /** What holds entries. */
    public enum Form {
        /** Entries one behind the other. */
        LIST,
        /** A map. */
        MAP,
        /** A map in the order of its keys. */
        SORTED
    }
}
