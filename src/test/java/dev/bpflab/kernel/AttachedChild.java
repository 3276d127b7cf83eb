package dev.bpflab.kernel;

import dev.bpflab.asm.Asm;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Reg;
import java.io.IOException;

/** A process that has a program attached to the stage's interface, says the program's id, and stays until it is killed. */
final class AttachedChild {
    private AttachedChild() {}

    public static void main(String... args) throws IOException {
        try (Workspace workspace = Live.workspace()) {
            BpfProgram program = workspace.load(Asm.assemble(Asm.mov(Reg.R0, 2), Asm.exitInsn()), ProgramType.XDP);
            workspace.attach(program, Bpf.xdp("veth0"));
            System.out.println(program.id());
            // Ends by itself when the test is gone without having killed it.
            System.in.read();
        }
    }
}
