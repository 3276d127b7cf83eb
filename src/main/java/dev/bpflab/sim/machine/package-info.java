/**
 * The machine: runs programs instruction by instruction on simulated memory. Safe by construction: whatever the
 * program, the outcome is a number or a {@link dev.bpflab.sim.machine.Fault}, never an exception of the JVM.
 */
@NullMarked
package dev.bpflab.sim.machine;

import org.jspecify.annotations.NullMarked;
