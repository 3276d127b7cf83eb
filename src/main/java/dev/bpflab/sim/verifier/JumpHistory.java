package dev.bpflab.sim.verifier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a path came to where it is since the state it comes from was remembered: the jumps, and of other instructions what
 * going back over them needs. The newest entry comes first; one in a row of instructions that follow each other has none.
 *
 * @param older the entry before this one
 * @param count the number of entries from here on
 * @param slot the instruction
 * @param from the one before it
 * @param access the stack slot that a register was spilled to or filled from
 * @param srcIsStack whether the jump compares with a stack pointer in its source register
 * @param dstIsStack the same of the destination register
 * @param linked registers with the same number, all of which the jump taught something
 */
record JumpHistory(
        @Nullable JumpHistory older,
        int count,
        int slot,
        int from,
        @Nullable StackPlace access,
        boolean srcIsStack,
        boolean dstIsStack,
        List<Place> linked) {

    /** A register, or a slot of a frame's stack. */
    interface Place {}

    /** A register of a frame. */
    record RegPlace(int frame, int reg) implements Place {}

    /** The eight bytes of a frame's stack that end {@code 8 * index} bytes below its top. */
    record StackPlace(int frame, int index) implements Place {}

    static JumpHistory of(@Nullable JumpHistory older, int slot, int from) {
        return new JumpHistory(older, older == null ? 1 : older.count + 1, slot, from, null, false, false, List.of());
    }

    JumpHistory withAccess(StackPlace place) {
        return new JumpHistory(older, count, slot, from, place, srcIsStack, dstIsStack, linked);
    }

    JumpHistory withStackOperands(boolean src, boolean dst) {
        return new JumpHistory(older, count, slot, from, access, srcIsStack || src, dstIsStack || dst, linked);
    }

    JumpHistory withLinked(List<Place> places) {
        return new JumpHistory(older, count, slot, from, access, srcIsStack, dstIsStack, List.copyOf(places));
    }
}
