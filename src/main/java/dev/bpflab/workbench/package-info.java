/** The way in from Java: a session on a host, with labs, without a terminal. Chooses the host, for the command line too. */
@NullMarked
package dev.bpflab.workbench;

import org.jspecify.annotations.NullMarked;
