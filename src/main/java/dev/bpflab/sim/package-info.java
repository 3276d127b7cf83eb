/** The simulated kernel: maps, verifier, interpreter, helpers, clock and the simulated stage. Memory safe: no program can crash the JVM. */
@NullMarked
package dev.bpflab.sim;

import org.jspecify.annotations.NullMarked;
