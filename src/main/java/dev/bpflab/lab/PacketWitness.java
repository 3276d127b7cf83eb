package dev.bpflab.lab;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.VethEnd;
import dev.bpflab.bpf.Workspace;

/** Counts behind the programs of a trial which packets still arrive: it sits at the sockets of both ends of the veth pair. */
final class PacketWitness {
    private final BpfMap<Long, Long> arrived;

    private PacketWitness(BpfMap<Long, Long> arrived) {
        this.arrived = arrived;
    }

    static PacketWitness in(Workspace workspace) {
        BpfMap<Long, Long> arrived =
                workspace.create(MapSpec.array("arrived", Codecs.U64).maxEntries(1));
        BpfProgram counter = workspace.load(
                assemble(
                        storeMem(W, R10, -4, 0),
                        ldMapFd(R1, arrived),
                        mov(R2, R10),
                        add(R2, -4),
                        helperMapLookupElem(R1, R2),
                        jeq(R0, 0, "out"),
                        mov(R1, 1),
                        atomicAdd(DW, R0, 0, R1),
                        label("out"),
                        mov(R0, 0),
                        exitInsn()),
                ProgramType.SOCKET_FILTER);
        for (VethEnd end : VethEnd.values()) {
            workspace.attach(counter, new Hook.SocketFilter(end.device()));
        }
        return new PacketWitness(arrived);
    }

    /** Returns what is wrong when not all of so many packets have arrived; empty when they have. */
    String complaint(long sent) {
        Long counted = arrived.get(0L);
        long missing = sent - (counted == null ? 0 : counted);
        return missing == 0 ? "" : text("packetWitness.ofThemDidNotArrive", missing);
    }
}
