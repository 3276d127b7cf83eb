/** Looks at what is live: maps, programs and links become the values that {@code view} draws, and files. */
@NullMarked
package dev.bpflab.look;

import org.jspecify.annotations.NullMarked;
