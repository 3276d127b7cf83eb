package dev.bpflab.bpf;

/**
 * How far a ring buffer was written and consumed, in bytes since it was made, headers included. Both only grow.
 *
 * @param consumer where the consumer goes on
 * @param producer where the next record will be reserved
 * @param size the bytes of the ring, {@code max_entries}
 */
public record RingbufPositions(long consumer, long producer, long size) {
    /** Returns how many bytes are reserved or written and not consumed yet. */
    public long pending() {
        return producer - consumer;
    }
}
