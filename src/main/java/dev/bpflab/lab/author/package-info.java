/** What an author of labs is told about them. */
@NullMarked
package dev.bpflab.lab.author;

import org.jspecify.annotations.NullMarked;
