package dev.bpflab.bpf;

/** A stage on which nothing can be done, for tests that need none. */
public final class NoStage implements QuietStage {}
