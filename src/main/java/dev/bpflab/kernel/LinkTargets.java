package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachType;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.LinkTarget;
import java.nio.ByteBuffer;

/** Reads from {@code struct bpf_link_info} where a link's program is attached; empty for types of links that we do not make. */
final class LinkTargets {
    /** The part of the structure that ends with the largest of these places. */
    static final int INFO_SIZE = 64;

    private static final int RAW_TRACEPOINT = 1;
    private static final int XDP = 6;
    private static final int PERF_EVENT = 7;
    private static final int TCX = 11;

    private static final int IFINDEX = 16;
    private static final int ATTACH_TYPE = 20;
    private static final int PERF_TYPE = 16;
    private static final int PERF_TRACEPOINT = 5;
    private static final int PERF_EVENT_OTHER = 6;
    /** Where an address for the name is given, and its length behind it. */
    private static final int RAW_NAME = 16;

    private static final int TRACEPOINT_NAME = 24;

    private static final int MAX_NAME = 256;

    private LinkTargets() {}

    /** Returns where the link is, of which the information was read. */
    static String of(int fd, ByteBuffer info) {
        return switch (info.getInt(0)) {
            case XDP -> LinkTarget.atInterface(info.getInt(IFINDEX));
            case TCX ->
                LinkTarget.atInterface(
                        info.getInt(IFINDEX),
                        info.getInt(ATTACH_TYPE) == AttachType.TCX_EGRESS.number()
                                ? Direction.EGRESS
                                : Direction.INGRESS);
            case RAW_TRACEPOINT -> LinkTarget.atRawTracepoint(name(fd, RAW_NAME));
            case PERF_EVENT -> event(fd, info);
            default -> "";
        };
    }

    private static String event(int fd, ByteBuffer info) {
        return switch (info.getInt(PERF_TYPE)) {
            case PERF_TRACEPOINT -> LinkTarget.atTracepoint(name(fd, TRACEPOINT_NAME));
            case PERF_EVENT_OTHER -> LinkTarget.PERF_EVENT;
            default -> "";
        };
    }

    /** Asks again, with room for the name, whose address has its place in the structure. */
    private static String name(int fd, int place) {
        NativeBuffer name = NativeBuffer.allocate(MAX_NAME);
        NativeBuffer info = NativeBuffer.allocate(INFO_SIZE);
        info.bytes().putLong(place, name.address()).putInt(place + Long.BYTES, MAX_NAME);
        int result = NativeBuffer.holding(() -> ObjectInfo.ask(fd, info, INFO_SIZE), name, info);
        return result < 0 ? "" : name.text(0, MAX_NAME);
    }
}
