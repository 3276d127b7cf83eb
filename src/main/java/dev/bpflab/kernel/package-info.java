/** The running Linux kernel: bpf(2), perf_event_open(2), links and the live stage. The only user of JNA. */
@NullMarked
package dev.bpflab.kernel;

import org.jspecify.annotations.NullMarked;
