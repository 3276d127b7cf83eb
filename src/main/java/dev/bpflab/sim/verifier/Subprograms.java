package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import java.util.TreeSet;

/** Where the functions of a program begin, found from its local calls; number 0 is the program itself. */
final class Subprograms {
    private static final int MAX = 256;

    private final int[] starts;
    private final int end;

    private Subprograms(int[] starts, int end) {
        this.starts = starts;
        this.end = end;
    }

    /** Finds the functions and checks that each one keeps to itself and ends in a jump or exit. */
    static Subprograms of(Code code, Log log) {
        TreeSet<Integer> starts = new TreeSet<>();
        starts.add(0);
        for (int slot = 0; slot < code.length(); slot++) {
            if (!code.entersFunction(slot)) {
                continue;
            }
            int target = code.targetOf(slot);
            if (target < 0 || target >= code.length()) {
                throw log.reject(Errno.EINVAL, "call to invalid destination");
            }
            if (starts.add(target) && starts.size() > MAX) {
                throw log.reject(Errno.E2BIG, "too many subprograms");
            }
        }
        Subprograms found =
                new Subprograms(starts.stream().mapToInt(Integer::intValue).toArray(), code.length());
        for (int number = 0; log.complete() && number < found.count(); number++) {
            log.append("func#" + number + " @" + found.startOf(number) + "\n");
        }
        found.checkBorders(code, log);
        found.checkExits(code, log);
        return found;
    }

    /** Refuses functions that can leave in the middle, by what does not say so with its types. */
    private void checkExits(Code code, Log log) {
        boolean typed = false;
        for (int slot = 0; slot < code.length(); slot++) {
            typed |= code.at(slot) instanceof Insn.LdImm64 load && load.kind() == ImmKind.FUNC;
        }
        for (int number = 1; number < starts.length; number++) {
            boolean loads = false;
            boolean tailCalls = false;
            for (int slot = starts[number]; slot < endOf(number); slot++) {
                loads |= code.at(slot) instanceof Insn.LoadPacket;
                tailCalls |= code.at(slot) instanceof Insn.CallHelper call && call.id() == Helper.TAIL_CALL.id();
            }
            if (typed && (loads || tailCalls)) {
                throw log.notSimulated("a packet load or tail call in a function of a program with callbacks");
            }
            if (loads || tailCalls) {
                String what = loads ? "LD_ABS" : "tail_call";
                throw log.reject(Errno.EINVAL, "%s is not allowed in subprogs without BTF", what);
            }
        }
    }

    private void checkBorders(Code code, Log log) {
        for (int number = 0; number < starts.length; number++) {
            int begin = starts[number];
            int limit = endOf(number);
            for (int slot = begin; slot < limit; slot++) {
                Insn insn = code.at(slot);
                if (insn instanceof Insn.Jump || insn instanceof Insn.JumpIf) {
                    int target = code.targetOf(slot);
                    if (target < begin || target >= limit) {
                        throw log.reject(Errno.EINVAL, "jump out of range from insn %d to %d", slot, target);
                    }
                }
            }
            Insn last = code.at(limit - 1);
            if (!(last instanceof Insn.Exit) && !(last instanceof Insn.Jump)) {
                throw log.reject(Errno.EINVAL, "last insn is not an exit or jmp");
            }
        }
    }

    int count() {
        return starts.length;
    }

    int startOf(int number) {
        return starts[number];
    }

    int endOf(int number) {
        return number + 1 < starts.length ? starts[number + 1] : end;
    }

    /** Returns the number of the function that begins at a slot, or -1. */
    int startingAt(int slot) {
        int index = java.util.Arrays.binarySearch(starts, slot);
        return index >= 0 ? index : -1;
    }

    /** Returns the number of the function that holds a slot. */
    int containing(int slot) {
        int index = java.util.Arrays.binarySearch(starts, slot);
        return index >= 0 ? index : -index - 2;
    }
}
