package dev.bpflab.lab;

/**
 * A row of expected map state.
 *
 * @param key the key as it is written
 * @param value what its value is expected to be
 */
record StateRow(String key, Expectation value) {}
