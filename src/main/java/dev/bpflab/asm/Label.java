package dev.bpflab.asm;

/** A name for the place of the next instruction. */
public record Label(String name) implements Item {
    @Override
    public String toString() {
        return CallText.of("label", name);
    }
}
