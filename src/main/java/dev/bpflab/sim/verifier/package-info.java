/**
 * The simulated kernel's verifier: Linux 6.18's verdict on a program loaded by a fully privileged user, in Linux's own
 * words. {@link dev.bpflab.sim.verifier.Verifier} is its only door.
 */
@NullMarked
package dev.bpflab.sim.verifier;

import org.jspecify.annotations.NullMarked;
