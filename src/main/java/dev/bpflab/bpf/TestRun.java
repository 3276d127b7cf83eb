package dev.bpflab.bpf;

/**
 * The input of BPF_PROG_TEST_RUN.
 *
 * @param data the packet; empty for program types without one
 * @param context the context structure; empty for the default
 * @param repeat how often to run; 0 is once
 */
public record TestRun(byte[] data, byte[] context, int repeat) {}
