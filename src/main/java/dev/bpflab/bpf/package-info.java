/**
 * What a user holds: maps, programs, links and the functions on them, above two SPIs that every host implements:
 * {@link dev.bpflab.bpf.BpfHost}, the system call, and {@link dev.bpflab.bpf.Stage}, what happens around it.
 */
@NullMarked
package dev.bpflab.bpf;

import org.jspecify.annotations.NullMarked;
