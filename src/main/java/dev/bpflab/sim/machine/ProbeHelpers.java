package dev.bpflab.sim.machine;

import dev.bpflab.bpf.Errno;
import dev.bpflab.sim.memory.Region;

/**
 * The helpers that read any address: what cannot be read gives a negated errno and zeroes. Simulated tasks have no memory of
 * their own; of the kernel's there is what programs see.
 */
final class ProbeHelpers {
    /** Addresses of user space and the page behind it. */
    private static final long USER_END = 0x0000_8000_0000_0000L;
    /** The last page, whose addresses stand for error numbers. */
    private static final long ERRORS = -4096;

    private ProbeHelpers() {}

    static long kernel(Machine machine, long to, long size, long from, long r4, long r5) {
        int length = (int) size;
        int refusal = refusal(machine, from);
        if (refusal == 0 && length > 0) {
            machine.memory().write(to, machine.memory().probe(from, length));
        } else if (refusal != 0) {
            machine.memory().write(to, new byte[length]);
        }
        return refusal;
    }

    static long user(Machine machine, long to, long size, long from, long r4, long r5) {
        machine.memory().write(to, new byte[(int) size]);
        return size == 0 ? 0 : Errno.EFAULT.result();
    }

    static long any(Machine machine, long to, long size, long from, long r4, long r5) {
        return isUser(machine, from) ? user(machine, to, size, from, r4, r5) : kernel(machine, to, size, from, r4, r5);
    }

    /** Copies up to and with the string's zero; what has no room is cut, and the last byte is a zero. */
    static long kernelString(Machine machine, long to, long size, long from, long r4, long r5) {
        int room = (int) size;
        if (room == 0) {
            return 0;
        }
        int refusal = refusal(machine, from);
        if (refusal != 0) {
            machine.memory().write(to, new byte[room]);
            return refusal;
        }
        Region target = machine.memory().need(to, room, "write");
        int length = 0;
        byte next = -1;
        while (length < room && next != 0) {
            next = machine.memory().probe(from + length, 1)[0];
            target.putByte((int) to + length++, next);
        }
        target.putByte((int) to + length - 1, (byte) 0);
        return length;
    }

    static long anyString(Machine machine, long to, long size, long from, long r4, long r5) {
        return isUser(machine, from)
                ? user(machine, to, size, from, r4, r5)
                : kernelString(machine, to, size, from, r4, r5);
    }

    private static boolean isUser(Machine machine, long address) {
        return address >= 0 && address < USER_END && !machine.memory().isLow(address);
    }

    /** Returns why nothing can be at an address of the kernel, or 0 when something can. */
    private static int refusal(Machine machine, long address) {
        if (address >= ERRORS && address < 0) {
            return Errno.EFAULT.result();
        }
        // Between user space and the kernel lie addresses that no processor takes.
        boolean impossible = address >= 0 || (address & 1L << 62) == 0;
        return impossible && !machine.memory().isLow(address) ? Errno.ERANGE.result() : 0;
    }
}
