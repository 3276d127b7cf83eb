package dev.bpflab.bpf;

/** What is done with a map, as messages name it. */
enum MapVerb {
    LOOKUP("lookup in"),
    UPDATE("update in"),
    DELETE("delete in"),
    LOOKUP_AND_DELETE("lookup and delete in"),
    PUSH("push in"),
    POP("pop in"),
    PEEK("peek in"),
    POLL("poll"),
    DRAIN("drain"),
    POSITIONS("positions of"),
    FRAMES("frames in"),
    PROFILE("profile of"),
    ITERATE("iterate in"),
    TOP("top of"),
    LOOKUP_BATCH("batch lookup in"),
    LOOKUP_AND_DELETE_BATCH("batch lookup and delete in"),
    UPDATE_BATCH("batch update in"),
    DELETE_BATCH("batch delete in"),
    FREEZE("freeze"),
    DUPLICATE("duplicate");

    private final String words;

    MapVerb(String words) {
        this.words = words;
    }

    /** Returns the operation on a map of this name, or else of this id. */
    String on(String name, int id) {
        return words + " map" + (name.isEmpty() ? " " + id : " '" + name + "'");
    }

    boolean isBatch() {
        return this == LOOKUP_BATCH || this == LOOKUP_AND_DELETE_BATCH || this == UPDATE_BATCH || this == DELETE_BATCH;
    }
}
