package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachType;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LinkInfo;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.kernel.BpfAttr.Command;
import org.jspecify.annotations.Nullable;

/** The commands of bpf(2) on links. */
final class LinkCommands {
    private static final int XDP_FLAGS_SKB_MODE = 1 << 1;
    private static final int XDP_FLAGS_DRV_MODE = 1 << 2;
    /** {@code prog_fd}, {@code target_ifindex}, {@code attach_type}, {@code flags}, then {@code tcx}'s place among others. */
    private static final int CREATE_SIZE = 32;
    /** {@code name}, {@code prog_fd}. */
    private static final int RAW_TRACEPOINT_SIZE = 16;
    /** {@code link_fd}, and room behind it. */
    private static final int DETACH_SIZE = 8;

    private final DescriptorTable table;

    LinkCommands(DescriptorTable table) {
        this.table = table;
    }

    /** Links a program to an interface of the calling thread's network; returns a descriptor or a negated errno. */
    static int xdp(int programFd, int index, Hook.Xdp.Mode mode) {
        int flags = mode == Hook.Xdp.Mode.NATIVE ? XDP_FLAGS_DRV_MODE : XDP_FLAGS_SKB_MODE;
        return create(programFd, index, AttachType.XDP, flags);
    }

    /** Links a program to an interface of the calling thread's network; returns a descriptor or a negated errno. */
    static int tcx(int programFd, int index, Direction direction) {
        return create(
                programFd, index, direction == Direction.INGRESS ? AttachType.TCX_INGRESS : AttachType.TCX_EGRESS, 0);
    }

    private static int create(int programFd, int index, AttachType place, int flags) {
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, programFd).u32(4, index).u32(8, place.number()).u32(12, flags);
        return attr.call(Command.LINK_CREATE, CREATE_SIZE);
    }

    /** Links a program to a raw tracepoint; returns a descriptor or a negated errno. */
    static int rawTracepoint(int programFd, String name) {
        NativeBuffer text = NativeBuffer.cString(name);
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u64(0, text.address()).u32(8, programFd);
        return NativeBuffer.holding(() -> attr.call(Command.RAW_TRACEPOINT_OPEN, RAW_TRACEPOINT_SIZE), text);
    }

    /** Returns what the kernel knows, or null when the descriptor is no link of its. */
    @Nullable
    LinkInfo info(int fd) {
        Descriptor link = table.acquire(fd, ObjectKind.LINK);
        if (link == null) {
            return null;
        }
        try {
            NativeBuffer info = Scratch.ofThread().value(LinkTargets.INFO_SIZE);
            // A packet socket and a perf event are descriptors too, of which the command knows nothing.
            return ObjectInfo.read(fd, info, LinkTargets.INFO_SIZE) < 0
                    ? null
                    : new LinkInfo(
                            info.bytes().getInt(4),
                            info.bytes().getInt(0),
                            info.bytes().getInt(8),
                            LinkTargets.of(fd, info.bytes()));
        } finally {
            link.release();
        }
    }

    int detach(int fd) {
        Descriptor link = table.acquire(fd, ObjectKind.LINK);
        if (link == null) {
            return table.refusal(fd, ObjectKind.LINK);
        }
        try {
            return Scratch.ofThread().attr().clear().u32(0, fd).call(Command.LINK_DETACH, DETACH_SIZE);
        } finally {
            link.release();
        }
    }
}
