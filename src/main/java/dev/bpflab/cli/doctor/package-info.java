/** What this machine can do: looked at, asked for and told, with what each lack prevents and the command that mends it. */
@NullMarked
package dev.bpflab.cli.doctor;

import org.jspecify.annotations.NullMarked;
