package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Insn;
import java.util.Arrays;

/**
 * The edges between the instructions of each function, and what follows from them: the order in which Linux walks them
 * backwards, and the loops, as strongly connected components that are numbered as Linux numbers them.
 */
final class FlowGraph {
    private static final int[] NONE = {};

    private final int[][] successors;
    private final int[][] postorders;
    private final int[] components;

    FlowGraph(Code code, Subprograms subprograms) {
        successors = new int[code.length()][];
        for (int slot = 0; slot < code.length(); slot++) {
            successors[slot] = successorsOf(code, slot);
        }
        postorders = new int[subprograms.count()][];
        for (int number = 0; number < subprograms.count(); number++) {
            int start = subprograms.startOf(number);
            postorders[number] = postorder(start, subprograms.endOf(number) - start);
        }
        components = new Components().numbers;
    }

    private static int[] successorsOf(Code code, int slot) {
        Insn insn = code.at(slot);
        if (insn == null || insn instanceof Insn.Exit) {
            return NONE;
        }
        if (insn instanceof Insn.Jump) {
            return new int[] {code.targetOf(slot)};
        }
        int next = slot + insn.slots();
        return insn instanceof Insn.JumpIf ? new int[] {next, code.targetOf(slot)} : new int[] {next};
    }

    /** Returns where control can go from a slot within its function. */
    int[] successors(int slot) {
        return successors[slot];
    }

    /** Returns a function's slots, each after those that it leads to, but for the ways back in loops. */
    int[] postorder(int subprogram) {
        return postorders[subprogram];
    }

    /** Returns the number of the loop that a slot is in, or 0. */
    int component(int slot) {
        return components[slot];
    }

    private int[] postorder(int start, int length) {
        int[] order = new int[length];
        int count = 0;
        boolean[] seen = new boolean[length];
        boolean[] explored = new boolean[length];
        int[] stack = new int[length];
        int depth = 0;
        stack[depth++] = start;
        while (depth > 0) {
            int top = stack[depth - 1];
            seen[top - start] = true;
            if (explored[top - start]) {
                order[count++] = top;
                depth--;
                continue;
            }
            for (int next : successors[top]) {
                if (!seen[next - start]) {
                    stack[depth++] = next;
                    seen[next - start] = true;
                }
            }
            explored[top - start] = true;
        }
        return Arrays.copyOf(order, count);
    }

    /** Tarjan's algorithm without recursion: a component of one slot counts only when it leads to itself. */
    private final class Components {
        private static final int NOT_ON_STACK = Integer.MAX_VALUE;

        final int[] numbers = new int[successors.length];
        private final int[] found = new int[successors.length];
        private final int[] lowest = new int[successors.length];
        private final int[] stack = new int[successors.length];
        private final int[] path = new int[successors.length];
        private int stackSize;
        private int pathSize;
        private int nextFound = 1;
        private int nextNumber = 1;

        Components() {
            for (int root = 0; root < successors.length; root++) {
                if (found[root] == 0) {
                    path[pathSize++] = root;
                    while (pathSize > 0) {
                        visit(path[pathSize - 1]);
                    }
                }
            }
        }

        private void visit(int slot) {
            if (found[slot] == 0) {
                found[slot] = nextFound;
                lowest[slot] = nextFound++;
                stack[stackSize++] = slot;
            }
            boolean loopsToItself = false;
            for (int next : successors[slot]) {
                loopsToItself |= next == slot;
                if (found[next] == 0) {
                    path[pathSize++] = next;
                    return;
                }
                lowest[slot] = Math.min(lowest[slot], lowest[next]);
            }
            if (lowest[slot] >= found[slot]) {
                close(slot, loopsToItself || stack[stackSize - 1] != slot);
            }
            pathSize--;
        }

        private void close(int slot, boolean isLoop) {
            int member;
            do {
                member = stack[--stackSize];
                lowest[member] = NOT_ON_STACK;
                numbers[member] = isLoop ? nextNumber : 0;
            } while (member != slot);
            nextNumber += isLoop ? 1 : 0;
        }
    }
}
