package dev.bpflab.agent;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;

/** Writes an assembled program as a {@link ClaimKind#PROGRAM}. */
final class ProgramClaim {
    private ProgramClaim() {}

    static void write(FieldWriter to, Program program) {
        to.constant(ClaimKind.PROGRAM).text(program.context()).bytes(InsnCodec.encode(program.insns()));
        to.list(
                program.lines(),
                (fields, line) ->
                        fields.text(Texts.cut(line.call(), WireLimits.NAME)).maybe(line.map(), ProgramClaim::map));
    }

    /** A map that is open has an id and a descriptor; any other has only its name. */
    private static void map(FieldWriter to, MapRef named) {
        BpfMap<?, ?> map = named instanceof BpfMap<?, ?> live ? live : null;
        to.i32(map == null ? 0 : map.id())
                .i32(map == null ? -1 : map.number())
                .text(Texts.cut(named.name(), WireLimits.NAME));
    }
}
