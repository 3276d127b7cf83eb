/** The command line: Main and one class for each command. The only user of the standard streams and of exit. */
@NullMarked
package dev.bpflab.cli;

import org.jspecify.annotations.NullMarked;
