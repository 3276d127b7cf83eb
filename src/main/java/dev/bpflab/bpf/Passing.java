package dev.bpflab.bpf;

/**
 * Packets that were sent while a program was attached. Whether they came by its hook, the hook says.
 *
 * @param hook where the program was attached
 * @param packets what was sent
 */
public record Passing(Hook hook, Packets packets) {}
