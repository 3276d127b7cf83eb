/** Values to styled text: tables of maps, listings of programs. Knows values and text, no hosts. */
@NullMarked
package dev.bpflab.view;

import org.jspecify.annotations.NullMarked;
