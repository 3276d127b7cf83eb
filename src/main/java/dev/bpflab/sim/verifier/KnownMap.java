package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapType;

/**
 * A map that the program names.
 *
 * @param fd the descriptor, which tells maps with equal attributes apart
 * @param type the type, one that is simulated
 * @param attr what it was created with
 */
record KnownMap(int fd, MapType type, MapAttr attr) {
    boolean programsMayRead() {
        return (attr.flags() & MapFlag.WRONLY_PROG.bit()) == 0;
    }

    boolean programsMayWrite() {
        return (attr.flags() & MapFlag.RDONLY_PROG.bit()) == 0;
    }

    /** Returns the name of the kernel's structure for such maps. */
    String structName() {
        return switch (type) {
            case HASH, PERCPU_HASH, LRU_HASH, LRU_PERCPU_HASH -> "bpf_htab";
            case STACK_TRACE -> "bpf_stack_map";
            case QUEUE, STACK -> "bpf_queue_stack";
            case LPM_TRIE -> "lpm_trie";
            case RINGBUF -> "bpf_ringbuf_map";
            default -> "bpf_array";
        };
    }

    int keySize() {
        return attr.keySize();
    }

    int valueSize() {
        return attr.valueSize();
    }
}
