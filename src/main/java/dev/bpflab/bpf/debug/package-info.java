/** Stepping through programs: what is debugged, what can be done with it, and what is to be seen at each moment. */
@NullMarked
package dev.bpflab.bpf.debug;

import org.jspecify.annotations.NullMarked;
