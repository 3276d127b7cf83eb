package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;

/** Which registers may still be read before they are written, at every instruction; the others need no comparing. */
final class LiveRegs {
    private static final int CALLER_SAVED = 0x3f;
    private static final int ARGUMENTS = 0x3e;
    private static final int ALL = 0x3ff;

    private final Code code;
    private final ProgramType type;
    private final FlowGraph graph;
    private final int[] live;

    LiveRegs(Code code, Subprograms subprograms, FlowGraph graph, ProgramType type) {
        this.code = code;
        this.type = type;
        this.graph = graph;
        this.live = new int[code.length()];
        for (int number = 0; number < subprograms.count(); number++) {
            solve(graph.postorder(number));
        }
    }

    private void solve(int[] order) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int slot : order) {
                int before = code.insn(slot).accept(new Flow(slot));
                changed |= before != live[slot];
                live[slot] = before;
            }
        }
    }

    /** Writes what is live, and the loop, of every instruction. */
    void print(Log log) {
        log.append("Live regs before insn:\n");
        for (int slot = 0; slot < code.length(); slot++) {
            Insn insn = code.at(slot);
            if (insn == null) {
                continue;
            }
            StringBuilder line = new StringBuilder();
            for (int reg = 0; reg < Reg.R10.number(); reg++) {
                line.append(isLive(slot, reg) ? (char) ('0' + reg) : '.');
            }
            int component = graph.component(slot);
            String text = InsnText.line(slot, insn);
            log.print(
                    "%3s %3d: %s %s\n",
                    component == 0 ? "" : component, slot, line, text.substring(text.indexOf(':') + 2));
        }
    }

    boolean isLive(int slot, int reg) {
        return (live[slot] >>> reg & 1) != 0;
    }

    /** Returns the registers that may be read from a slot on, as a mask; none outside the program. */
    int at(int slot) {
        return slot >= 0 && slot < live.length ? live[slot] : 0;
    }

    /** Computes what is live before an instruction from what is live after it. */
    private final class Flow implements Insn.Visitor<Integer> {
        private final int slot;

        Flow(int slot) {
            this.slot = slot;
        }

        private int before(int after, int reads, int writes) {
            return (after & ~writes) | reads;
        }

        private int next() {
            return at(slot + 1);
        }

        private static int bit(Operand operand) {
            return operand instanceof Reg reg && reg != Reg.R10 ? 1 << reg.number() : 0;
        }

        @Override
        public Integer alu(Insn.Alu insn) {
            boolean isMove = insn.op().code() == 0xb0;
            int reads = bit(insn.src()) | (isMove ? 0 : bit(insn.dst()));
            return before(next(), reads, bit(insn.dst()));
        }

        @Override
        public Integer endian(Insn.Endian insn) {
            return before(next(), bit(insn.dst()), bit(insn.dst()));
        }

        @Override
        public Integer jumpIf(Insn.JumpIf insn) {
            return before(next() | at(code.targetOf(slot)), bit(insn.dst()) | bit(insn.src()), 0);
        }

        @Override
        public Integer jump(Insn.Jump insn) {
            return at(code.targetOf(slot));
        }

        @Override
        public Integer callHelper(Insn.CallHelper insn) {
            int count = Helper.of(insn.id())
                    .filter(helper -> ProgramRules.mayCall(type, helper.id()))
                    .map(helper -> helper.arguments().size())
                    .orElse(5);
            return before(next(), ((1 << count) - 1) << 1, CALLER_SAVED);
        }

        @Override
        public Integer callReg(Insn.CallReg insn) {
            return before(next(), ARGUMENTS, CALLER_SAVED);
        }

        @Override
        public Integer callLocal(Insn.CallLocal insn) {
            return before(next(), ARGUMENTS, CALLER_SAVED);
        }

        @Override
        public Integer callKfunc(Insn.CallKfunc insn) {
            return before(next(), ARGUMENTS, CALLER_SAVED);
        }

        @Override
        public Integer exit(Insn.Exit insn) {
            return 1;
        }

        @Override
        public Integer load(Insn.Load insn) {
            return before(next(), bit(insn.src()), bit(insn.dst()));
        }

        @Override
        public Integer store(Insn.Store insn) {
            return before(next(), bit(insn.dst()) | bit(insn.src()), 0);
        }

        @Override
        public Integer atomic(Insn.Atomic insn) {
            int reads = bit(insn.dst()) | bit(insn.src());
            int writes = 0;
            if (insn.op() == dev.bpflab.isa.AtomicOp.CMPXCHG) {
                reads |= 1;
                writes = 1;
            } else if (insn.op().fetches()) {
                writes = bit(insn.src());
            }
            return before(next(), reads, writes);
        }

        @Override
        public Integer ldImm64(Insn.LdImm64 insn) {
            return before(at(slot + 2), 0, bit(insn.dst()));
        }

        @Override
        public Integer loadPacket(Insn.LoadPacket insn) {
            // Linux does not look into these, and takes everything for read
            return ALL;
        }
    }
}
