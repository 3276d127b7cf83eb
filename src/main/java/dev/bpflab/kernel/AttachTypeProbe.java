package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachType;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.kernel.BpfAttr.Command;
import java.util.function.Consumer;

/**
 * Asks for places of programs by questions that cannot succeed: a kernel that knows the place finds fault with the program
 * or with the target, one that does not with the place.
 */
final class AttachTypeProbe {
    /** {@code target_fd}, {@code attach_bpf_fd}, {@code attach_type}, {@code attach_flags}. */
    private static final int ATTACH_SIZE = 16;

    /** The part of the link attributes that ends with {@code uprobe_multi.pid}. */
    private static final int LINK_SIZE = 64;

    private static final int NO_DESCRIPTOR = -1;
    /** Where nothing is mapped. */
    private static final long NOWHERE = 8;

    private static final int TOO_MANY = 1 << 21;
    private static final int NO_FAMILY = 255;

    /** What no kernel takes for a place. */
    private static final AttachType OF_ANOTHER_TYPE = AttachType.CGROUP_DEVICE;

    private AttachTypeProbe() {}

    static KernelAnswer of(AttachType place) {
        KernelAnswer type = ProgramProbe.of(place.programType());
        if (type.has() == KernelAnswer.Has.NO) {
            return KernelAnswer.no("this kernel has no " + place.programType().kernelName() + " programs");
        }
        return switch (place) {
            case XDP_DEVMAP -> MapTypeProbe.withPrograms(MapType.DEVMAP);
            case XDP_CPUMAP -> MapTypeProbe.withPrograms(MapType.CPUMAP);
            case SK_REUSEPORT_SELECT, SK_REUSEPORT_SELECT_OR_MIGRATE -> reuseport(place);
            case PERF_EVENT -> link(place, attr -> {}, Errno.EBADF);
            case NETFILTER -> link(place, attr -> attr.u32(16, NO_FAMILY), Errno.EAFNOSUPPORT);
            case TRACE_KPROBE_MULTI, TRACE_KPROBE_SESSION -> kprobes(place);
            case TRACE_UPROBE_MULTI, TRACE_UPROBE_SESSION -> uprobes(place);
            // Such programs are attached by the map that holds them.
            case STRUCT_OPS -> MapTypeProbe.of(MapType.STRUCT_OPS);
            default -> attach(place);
        };
    }

    /** BPF_PROG_ATTACH looks at the place first, and at the program's descriptor next. */
    private static KernelAnswer attach(AttachType place) {
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u32(0, NO_DESCRIPTOR).u32(4, NO_DESCRIPTOR).u32(8, place.number());
        int result = attr.call(Command.PROG_ATTACH, ATTACH_SIZE);
        return result == Errno.EBADF.result() ? KernelAnswer.yes() : KernelAnswer.refused(result);
    }

    /** Such programs are for a place since Linux 5.14; kernels before take them for whatever is said. */
    private static KernelAnswer reuseport(AttachType place) {
        KernelAnswer answer = ProgramProbe.of(place);
        return answer.isYes() && ProgramProbe.takes(ProgramType.SK_REUSEPORT, OF_ANOTHER_TYPE)
                ? KernelAnswer.no("not in this kernel, which does not look at the place")
                : answer;
    }

    /** The list of functions lies nowhere and is too long, of which kernels find one or the other. */
    private static KernelAnswer kprobes(AttachType place) {
        return link(place, attr -> attr.u32(20, TOO_MANY).u64(32, NOWHERE), Errno.E2BIG, Errno.EFAULT);
    }

    /** A directory has no functions. */
    private static KernelAnswer uprobes(AttachType place) {
        NativeBuffer root = NativeBuffer.cString("/");
        NativeBuffer offsets = NativeBuffer.allocate(Long.BYTES);
        KernelAnswer answer = link(
                place,
                attr -> attr.u64(16, root.address()).u64(24, offsets.address()).u32(48, 1),
                Errno.EBADF);
        NativeBuffer.holding(() -> 0, root, offsets);
        return answer;
    }

    private static KernelAnswer link(AttachType place, Consumer<BpfAttr> details, Errno... knownBy) {
        return ProgramProbe.with(place, fd -> {
            BpfAttr attr = Scratch.ofThread().attr().clear();
            attr.u32(0, fd).u32(4, NO_DESCRIPTOR).u32(8, place.number());
            details.accept(attr);
            int result = attr.call(Command.LINK_CREATE, LINK_SIZE);
            if (result >= 0) {
                Libc.close(result);
                return KernelAnswer.yes();
            }
            for (Errno errno : knownBy) {
                if (result == errno.result()) {
                    return KernelAnswer.yes();
                }
            }
            return KernelAnswer.refused(result);
        });
    }
}
