/** Simulated maps: one class for each type, and the table of the types that there are. */
@NullMarked
package dev.bpflab.sim.map;

import org.jspecify.annotations.NullMarked;
