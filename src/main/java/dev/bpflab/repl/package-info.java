/** The prompt on top of a session: JLine, commands, highlighting. */
@NullMarked
package dev.bpflab.repl;

import org.jspecify.annotations.NullMarked;
