package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.ProgramType;
import java.util.List;

/** Which accesses of its context a program type allows, and what a load from there gives. */
final class CtxRules {
    /** What an access is: refused, a number, a packet pointer, or something that is not simulated. */
    enum Access {
        REFUSED,
        NUMBER,
        PACKET,
        PACKET_META,
        PACKET_END,
        NOT_SIMULATED
    }

    /** Bytes {@code from} to {@code to} of {@code struct __sk_buff}. */
    private record Span(int from, int to) {
        boolean holds(int offset) {
            return offset >= from && offset < to;
        }
    }

    private static final int SKB_SIZE = 192;
    private static final Span MARK = new Span(8, 12);
    private static final Span QUEUE_MAPPING = new Span(12, 16);
    private static final Span PRIORITY = new Span(32, 36);
    private static final Span TC_INDEX = new Span(44, 48);
    private static final Span CB = new Span(48, 68);
    private static final Span TC_CLASSID = new Span(72, 76);
    private static final Span DATA = new Span(76, 80);
    private static final Span DATA_END = new Span(80, 84);
    private static final Span ADDRESSES = new Span(88, 140);
    private static final Span DATA_META = new Span(140, 144);
    private static final Span FLOW_KEYS = new Span(144, 152);
    private static final Span TSTAMP = new Span(152, 160);
    private static final Span WIRE_LEN = new Span(160, 164);
    private static final Span SK = new Span(168, 176);
    private static final Span TSTAMP_TYPE = new Span(180, 181);
    private static final Span TSTAMP_PADDING = new Span(181, 184);
    private static final Span HWTSTAMP = new Span(184, 192);
    private static final List<Span> HIDDEN_FROM_FILTERS =
            List.of(TC_CLASSID, DATA, DATA_META, DATA_END, ADDRESSES, TSTAMP, WIRE_LEN, HWTSTAMP);
    private static final List<Span> WRITABLE_BY_CLS =
            List.of(TC_CLASSID, MARK, TC_INDEX, PRIORITY, CB, TSTAMP, QUEUE_MAPPING);

    private static final int MAX_TRACE = 8192;
    private static final int PT_REGS = 168;
    private static final int RAW_ARGUMENTS = 12 * 8;
    private static final int XDP_MD = 24;

    private CtxRules() {}

    static Access check(ProgramType type, int offset, int size, boolean write, boolean signed) {
        return switch (type) {
            // Linux compares a signed offset with an unsigned size here, so that negative offsets pass
            case TRACEPOINT ->
                number(!write && (offset < 0 || offset >= 8) && offset < MAX_TRACE && offset % size == 0);
            case RAW_TRACEPOINT -> number(!write && offset >= 0 && offset < RAW_ARGUMENTS && offset % size == 0);
            case KPROBE -> number(!write && offset >= 0 && offset < PT_REGS && offset % size == 0);
            case PERF_EVENT -> number(!write && perfEvent(offset, size));
            case SOCKET_FILTER -> socketFilter(offset, size, write, signed);
            case SCHED_CLS -> schedCls(offset, size, write, signed);
            case XDP -> xdp(offset, size, write, signed);
            default -> Access.NOT_SIMULATED;
        };
    }

    private static Access number(boolean allowed) {
        return allowed ? Access.NUMBER : Access.REFUSED;
    }

    private static boolean perfEvent(int offset, int size) {
        if (offset < 0 || offset >= PT_REGS + 16 || offset % size != 0) {
            return false;
        }
        return offset >= PT_REGS || size == 8;
    }

    private static Access socketFilter(int offset, int size, boolean write, boolean signed) {
        if (HIDDEN_FROM_FILTERS.stream().anyMatch(span -> span.holds(offset)) || (write && !CB.holds(offset))) {
            return Access.REFUSED;
        }
        return skb(offset, size, write, signed);
    }

    private static Access schedCls(int offset, int size, boolean write, boolean signed) {
        boolean readOnly = WRITABLE_BY_CLS.stream().noneMatch(span -> span.holds(offset));
        if ((write && readOnly) || ADDRESSES.holds(offset)) {
            return Access.REFUSED;
        }
        if (offset == TSTAMP_TYPE.from()) {
            return number(size == 1);
        }
        return skb(offset, size, write, signed);
    }

    private static Access skb(int offset, int size, boolean write, boolean signed) {
        if (offset < 0 || offset >= SKB_SIZE || offset % size != 0) {
            return Access.REFUSED;
        }
        if (CB.holds(offset)) {
            return number(offset + size <= CB.to());
        }
        if (DATA.holds(offset) || DATA_META.holds(offset) || DATA_END.holds(offset)) {
            return size != 4 || signed ? Access.REFUSED : packet(offset);
        }
        if (HWTSTAMP.holds(offset)) {
            return number(!write && size == 8);
        }
        if (TSTAMP.holds(offset)) {
            return number(size == 8);
        }
        if (SK.holds(offset)) {
            return write || size != 8 ? Access.REFUSED : Access.NOT_SIMULATED;
        }
        if (FLOW_KEYS.holds(offset) || TSTAMP_TYPE.holds(offset) || TSTAMP_PADDING.holds(offset)) {
            return Access.REFUSED;
        }
        return number(write ? size == 4 : size <= 4);
    }

    private static Access packet(int offset) {
        if (DATA.holds(offset)) {
            return Access.PACKET;
        }
        return DATA_END.holds(offset) ? Access.PACKET_END : Access.PACKET_META;
    }

    private static Access xdp(int offset, int size, boolean write, boolean signed) {
        if (write || offset < 0 || offset >= XDP_MD - 4 || offset % size != 0 || size != 4) {
            return Access.REFUSED;
        }
        return switch (offset) {
            case 0 -> signed ? Access.REFUSED : Access.PACKET;
            case 4 -> signed ? Access.REFUSED : Access.PACKET_END;
            case 8 -> signed ? Access.REFUSED : Access.PACKET_META;
            default -> Access.NUMBER;
        };
    }
}
