/** Recordings made on a live kernel, which the simulated kernel shapes its events after. */
@NullMarked
package dev.bpflab.record;

import org.jspecify.annotations.NullMarked;
