/** Packets as they came on a real machine: recordings of them, and traffic shaped after one. */
@org.jspecify.annotations.NullMarked
package dev.bpflab.bpf.traffic;
