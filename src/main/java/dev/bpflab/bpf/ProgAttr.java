package dev.bpflab.bpf;

/**
 * The attributes of BPF_PROG_LOAD, unchecked.
 *
 * @param type the number of the program type
 * @param insns the instructions, eight bytes a slot in native byte order, descriptors filled in
 * @param license such as {@code GPL}; some helpers want a GPL-compatible one
 * @param name up to 15 characters; may be empty
 * @param logLevel 0 no log, 1 the path to a rejection, 2 every instruction, plus 4 for statistics
 */
public record ProgAttr(int type, byte[] insns, String license, String name, int logLevel) {}
