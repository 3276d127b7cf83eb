/** A process of its own for the snippets of one submission, and the messages between it and whoever grades. */
@NullMarked
package dev.bpflab.agent;

import org.jspecify.annotations.NullMarked;
