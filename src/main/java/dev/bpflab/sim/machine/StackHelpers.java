package dev.bpflab.sim.machine;

import dev.bpflab.bpf.Errno;
import dev.bpflab.sim.map.SimStackMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The helpers that walk the current task's stack (kernel/bpf/stackmap.c). */
final class StackHelpers {
    /** BPF_F_SKIP_FIELD_MASK: how many of the innermost functions to leave out. */
    private static final long SKIP = 0xff;

    private static final long USER_STACK = 1 << 8;
    private static final long FAST_STACK_CMP = 1 << 9;
    private static final long REUSE_STACKID = 1 << 10;
    private static final long USER_BUILD_ID = 1 << 11;

    /** The bytes of one {@code struct bpf_stack_build_id}. */
    private static final int BUILD_ID = 32;

    private StackHelpers() {}

    static long id(Machine machine, long context, long map, long flags, long r4, long r5) {
        if (!(machine.memory().map(map) instanceof SimStackMap stacks)) {
            throw new MemoryFault("the map is no stack trace map");
        }
        if ((flags & ~(SKIP | USER_STACK | FAST_STACK_CMP | REUSE_STACKID)) != 0) {
            return Errno.EINVAL.result();
        }
        List<Long> walked = walk(machine, flags, stacks.depth());
        int skip = (int) (flags & SKIP);
        if (walked.size() <= skip) {
            return Errno.EFAULT.result();
        }
        long[] addresses = walked.stream().skip(skip).mapToLong(Long::longValue).toArray();
        return stacks.id(addresses, (flags & FAST_STACK_CMP) != 0, (flags & REUSE_STACKID) != 0);
    }

    static long copy(Machine machine, long context, long buffer, long size, long flags, long r5) {
        byte[] bytes = new byte[(int) size];
        if (size > 0) {
            machine.memory().need(buffer, bytes.length, "write");
        }
        long result = copy(machine, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), flags);
        machine.memory().write(buffer, bytes);
        return result;
    }

    /** Fills a zeroed buffer; returns how many bytes of it, or a negated errno. */
    private static long copy(Machine machine, ByteBuffer into, long flags) {
        boolean user = (flags & USER_STACK) != 0;
        boolean buildIds = (flags & USER_BUILD_ID) != 0;
        int frame = buildIds ? BUILD_ID : Long.BYTES;
        boolean unknown = (flags & ~(SKIP | USER_STACK | USER_BUILD_ID)) != 0;
        if (unknown || (buildIds && !user) || into.capacity() % frame != 0) {
            return Errno.EINVAL.result();
        }
        if (buildIds) {
            throw new MemoryFault("user stacks by build id are not simulated");
        }
        List<Long> walked = walk(machine, flags, into.capacity() / frame);
        int skip = (int) (flags & SKIP);
        if (walked.size() < skip) {
            return Errno.EFAULT.result();
        }
        walked.stream().skip(skip).forEach(into::putLong);
        return into.position();
    }

    /** Returns the stack's innermost addresses, those to be skipped included, so that so many are left if there are. */
    private static List<Long> walk(Machine machine, long flags, int depth) {
        CallStacks stacks = machine.environment().task().stacks();
        if (stacks.equals(CallStacks.UNKNOWN)) {
            throw new MemoryFault("the stack at this event is not simulated");
        }
        List<Long> whole = (flags & USER_STACK) != 0 ? stacks.user() : stacks.kernel();
        int most = Math.min(depth + (int) (flags & SKIP), SimStackMap.MAX_DEPTH);
        return whole.subList(0, Math.min(whole.size(), most));
    }
}
