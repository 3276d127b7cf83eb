package dev.bpflab.sim.machine;

/**
 * What stopped a program that did not come to its end.
 *
 * @param slot the eight-byte slot of the instruction, from 0
 * @param cause why, in words
 */
public record Fault(int slot, String cause) {
    @Override
    public String toString() {
        return "fault at slot " + slot + ": " + cause;
    }
}
