package dev.bpflab.asm;

/** What a word of the vocabulary returns and {@link Asm#assemble(Item...)} takes: an instruction, a label or several. */
public sealed interface Item permits Instruction, Label, Sequence, FieldAccess {}
