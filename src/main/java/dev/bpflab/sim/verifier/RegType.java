package dev.bpflab.sim.verifier;

/** What a register holds, with the name that the kernel's log gives it. */
enum RegType {
    NOT_INIT("?"),
    SCALAR("scalar"),
    CTX("ctx"),
    MAP_PTR("map_ptr"),
    MAP_VALUE("map_value"),
    /** The key that a function is called with for each element of a map. */
    MAP_KEY("map_key"),
    /** A function of the program. */
    FUNC("func"),
    STACK("fp"),
    PACKET("pkt"),
    PACKET_META("pkt_meta"),
    PACKET_END("pkt_end"),
    /** A reserved record of a ring buffer. */
    RINGBUF_MEM("ringbuf_mem");

    private final String kernelName;

    RegType(String kernelName) {
        this.kernelName = kernelName;
    }

    String kernelName() {
        return kernelName;
    }

    boolean isPointer() {
        return this != NOT_INIT && this != SCALAR;
    }

    /** Returns whether this points into a packet, so that it can be compared with its end. */
    boolean isPacket() {
        return this == PACKET || this == PACKET_META;
    }
}
