/** The debugger's commands and what they show, without a terminal: lines in, styled lines out. */
@NullMarked
package dev.bpflab.debug;

import org.jspecify.annotations.NullMarked;
