/** The vocabulary that writes programs: one function for each instruction, labels, helpers, and the text assembler. */
@NullMarked
package dev.bpflab.asm;

import org.jspecify.annotations.NullMarked;
