/**
 * The BPF instruction set (RFC 9669): registers, operations with their meaning, instructions, programs, their byte
 * form, their text form and the helper table. Imports nothing of ours.
 */
@NullMarked
package dev.bpflab.isa;

import org.jspecify.annotations.NullMarked;
