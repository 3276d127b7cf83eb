package dev.bpflab.sim;

import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the kernel tells programs apart by: a digest of their instructions, in which every map is the same. */
final class ProgramTag {
    private static final int BYTES = 8;

    private ProgramTag() {}

    /** Returns the name of a program in the table of symbols: {@code bpf_prog_a1c034875e165218_walk}. */
    static String symbol(ProgAttr attr, List<Insn> insns) {
        return "bpf_prog_" + of(insns) + (attr.name().isEmpty() ? "" : "_" + attr.name());
    }

    /** Returns the tag in hexadecimal digits (kernel/bpf/core.c, {@code bpf_prog_calc_tag}). */
    static String of(List<Insn> insns) {
        List<Insn> withoutMaps = new ArrayList<>(insns);
        withoutMaps.replaceAll(insn ->
                insn instanceof Insn.LdImm64 load && (load.kind() == ImmKind.MAP_FD || load.kind() == ImmKind.MAP_VALUE)
                        ? new Insn.LdImm64(load.dst(), load.kind(), 0, 0)
                        : insn);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(InsnCodec.encode(withoutMaps));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
