package dev.bpflab.bpf;

import dev.bpflab.isa.Program;

/**
 * The blueprint of a loaded program: the instructions and what the kernel wants to know about them.
 *
 * @param name up to 15 characters of letters, digits, {@code _} and {@code .}; may be empty
 * @param type what it can be attached to, which decides its context and helpers
 * @param program the instructions
 * @param license such as {@code GPL}; some helpers want a GPL-compatible one
 */
public record ProgramSpec(String name, ProgramType type, Program program, String license) {
    /** Returns the blueprint of an unnamed GPL program. */
    public static ProgramSpec of(Program program, ProgramType type) {
        return new ProgramSpec("", type, program, "GPL");
    }

    /** Returns the same blueprint under another name. */
    public ProgramSpec named(String newName) {
        return new ProgramSpec(newName, type, program, license);
    }

    @Override
    public String toString() {
        return "blueprint" + (name.isEmpty() ? "" : " '" + name + "'") + ": " + type.kernelName() + " program, "
                + program.slots() + " instructions";
    }
}
