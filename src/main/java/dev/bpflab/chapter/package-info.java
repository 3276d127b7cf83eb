/** AsciiDoc to pages, pages to terminal text. Knows values and text, no hosts. */
@NullMarked
package dev.bpflab.chapter;

import org.jspecify.annotations.NullMarked;
