/** Simulated memory: 64-bit addresses, regions of bytes behind them, every access checked. */
@NullMarked
package dev.bpflab.sim.memory;

import org.jspecify.annotations.NullMarked;
