package dev.bpflab.sim.verifier;

import java.util.ArrayList;
import java.util.List;

/** Writes states into the log as the kernel does: {@code R0=scalar(umax=255,var_off=(0x0; 0xff)) R10=fp0 fp-8=mmmmmmmm}. */
final class StatePrinter {
    private static final int COLUMN = 40;
    private static final int STEP = 8;

    private final Env env;
    private int logged = -1;
    private int insnLength;

    StatePrinter(Env env) {
        this.env = env;
    }

    /** Writes one instruction's line, before it is checked. */
    void instruction(int slot, String text) {
        Log log = env.log;
        if (!log.tracing()) {
            return;
        }
        if (env.anyTouched()) {
            afterInstruction(slot);
        }
        int start = log.length();
        log.append(text + "\n");
        insnLength = log.length() - start;
        logged = log.length();
    }

    /** Writes what the last instruction changed, on its line when nothing came between. */
    void afterInstruction(int slot) {
        Log log = env.log;
        if (!log.tracing()) {
            return;
        }
        if (logged > 0 && logged == log.length()) {
            log.cut(log.length() - 1);
            int column = (Math.max(insnLength + STEP / 2, COLUMN) + STEP - 1) / STEP * STEP;
            log.append(" ".repeat(column - insnLength - 1) + ";");
        } else {
            log.append(slot + ":");
        }
        state(env.cur, env.cur.frames.size() - 1, false);
    }

    /** Writes where a path that was put aside goes on. */
    void resumed(int from, int to) {
        if (env.log.complete()) {
            env.log.append("\nfrom " + from + " to " + to + ":");
            state(env.cur, env.cur.frames.size() - 1, true);
        }
    }

    /** Writes a frame's registers and stack: all, or what was touched since the last time. */
    void state(PathState path, int frameNumber, boolean all) {
        if (!env.log.tracing()) {
            return;
        }
        Frame frame = path.frames.get(frameNumber);
        StringBuilder line = new StringBuilder();
        if (frame.number != 0) {
            line.append(" frame").append(frame.number).append(':');
        }
        for (int i = 0; i < frame.regs.length; i++) {
            if (frame.regs[i].type != RegType.NOT_INIT && (all || env.isTouched(i))) {
                line.append(" R")
                        .append(i)
                        .append('=')
                        .append(text(frame, frame.regs[i], (path.precise.regs(frameNumber) >>> i & 1) != 0));
            }
        }
        for (int i = 0; i < frame.stack.size(); i++) {
            StackSlot slot = frame.stack.get(i);
            if (slot.isEmpty() || !(all || env.isStackTouched(i))) {
                continue;
            }
            line.append(" fp").append(-8 * (i + 1)).append('=').append(slot.letters());
            if (slot.holdsRegister()) {
                line.append(text(frame, slot.spilled, (path.precise.slots(frameNumber) >>> i & 1) != 0));
            }
        }
        if (!path.refs.isEmpty()) {
            List<String> refs = path.refs.stream().map(String::valueOf).toList();
            line.append(" refs=").append(String.join(",", refs));
        }
        if (frame.callback != null) {
            line.append(" cb");
        }
        env.log.append(line + "\n");
        if (!all) {
            env.untouchAll();
        }
    }

    private static String text(Frame frame, RegState reg, boolean precise) {
        return (precise ? "P" : "") + text(frame, reg);
    }

    private static String text(Frame frame, RegState reg) {
        if (reg.isScalar() && reg.num.isConst()) {
            return Numbers.signed(reg.num.bits.value());
        }
        String name = reg.typeName();
        if (reg.type == RegType.STACK) {
            name += reg.frame != frame.number ? "[" + reg.frame + "]" : "";
            if (reg.num.isConst()) {
                return name + Numbers.signed(reg.num.bits.value() + reg.off);
            }
        }
        List<String> parts = new ArrayList<>();
        if (reg.id != 0) {
            parts.add("id=" + reg.id + (reg.plusOff ? (reg.off >= 0 ? "+" : "") + reg.off : ""));
        }
        if (reg.ref != 0) {
            parts.add("ref_obj_id=" + reg.ref);
        }
        KnownMap map = reg.map;
        if (map != null) {
            if (!map.attr().name().isEmpty()) {
                parts.add("map=" + map.attr().name());
            }
            parts.add("ks=" + map.keySize() + ",vs=" + map.valueSize());
        }
        if (!reg.isScalar() && reg.off != 0) {
            parts.add("off=" + Numbers.signed(reg.off));
        }
        if (reg.type.isPacket()) {
            parts.add("r=" + Numbers.unsigned(reg.range));
        }
        if (reg.type == RegType.RINGBUF_MEM) {
            parts.add("sz=" + Numbers.unsigned(Integer.toUnsignedLong(reg.memSize)));
        }
        if (reg.num.isConst()) {
            if (reg.num.bits.value() != 0) {
                parts.add("imm=" + Numbers.signed(reg.num.bits.value()));
            }
        } else {
            RangeText.add(parts, reg.num);
            if (!reg.num.bits.isUnknown()) {
                parts.add("var_off=" + reg.num.bits);
            }
        }
        return name + "(" + String.join(",", parts) + ")";
    }
}
