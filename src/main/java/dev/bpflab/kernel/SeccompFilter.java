package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A filter of system calls for a process that is not trusted: the bytes of a classic BPF program, as seccomp(2) and
 * bubblewrap's {@code --seccomp} take them. Calls of another architecture, and on x86-64 those of the x32 ABI, end the process.
 */
public final class SeccompFilter {
    private static final int INSTRUCTION = 8;
    private static final int MOST = 512;

    private static final int LOAD = 0x20;
    private static final int AND = 0x54;
    private static final int EQUAL = 0x15;
    private static final int GREATER = 0x25;
    private static final int AT_LEAST = 0x35;
    private static final int ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int KILL_PROCESS = 0x8000_0000;
    private static final int FAIL = 0x0005_0000;
    private static final int ALLOW = 0x7fff_0000;

    /** Where struct seccomp_data has the number, the architecture, and the low half of the first argument. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENTS = 16;

    private static final int X32 = 0x4000_0000;

    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET. */
    private static final int NEW_NAMESPACES = 0x7e02_0000;

    private static final int CLONE_THREAD = 0x0001_0000;
    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541c;
    private static final int PR_SET_PDEATHSIG = 1;
    private static final int SIGKILL = 9;

    /** MAP_SHARED and MAP_ANONYMOUS: memory that RLIMIT_DATA does not count. */
    private static final int SHARED_MEMORY = 0x21;

    /** O_CREAT, O_TRUNC and the bit of O_TMPFILE. */
    private static final int MAKES_A_FILE = 0x40_0240;

    private final ByteBuffer program = ByteBuffer.allocate(MOST * INSTRUCTION).order(ByteOrder.nativeOrder());
    private final Arch arch;
    private final boolean children;
    private final boolean files;

    private SeccompFilter(Arch arch, boolean children, boolean files) {
        this.arch = arch;
        this.children = children;
        this.files = files;
    }

    /**
     * Returns the filter for this machine.
     *
     * @param children whether the process may start others; threads it always may
     * @param files whether it may create files and folders, where the file system lets it
     */
    public static SeccompFilter of(boolean children, boolean files) {
        return of(Arch.current(), children, files);
    }

    static SeccompFilter of(Arch arch, boolean children, boolean files) {
        SeccompFilter filter = new SeccompFilter(arch, children, files);
        filter.write();
        return filter;
    }

    /** Returns the instructions, eight bytes each. */
    byte[] bytes() {
        byte[] bytes = new byte[program.position()];
        program.get(0, bytes);
        return bytes;
    }

    private void write() {
        insn(LOAD, 0, 0, ARCHITECTURE);
        insn(EQUAL, 1, 0, arch.audit());
        insn(RETURN, 0, 0, KILL_PROCESS);
        insn(LOAD, 0, 0, NUMBER);
        if (arch == Arch.X86_64) {
            insn(AT_LEAST, 0, 1, X32);
            insn(RETURN, 0, 0, KILL_PROCESS);
        }
        insn(GREATER, 0, 1, SystemCall.NEWEST);
        fail(Errno.ENOSYS);
        for (SystemCall call : SystemCall.values()) {
            if (call.existsOn(arch)) {
                rule(call);
            }
        }
        insn(RETURN, 0, 0, ALLOW);
    }

    private void rule(SystemCall call) {
        switch (call.rule()) {
            case REFUSED -> refuse(call, Errno.EPERM);
            case NETWORK -> refuse(call, Errno.EACCES);
            case NEWER -> refuse(call, Errno.ENOSYS);
            case CHILD -> refuse(call, children ? null : Errno.EPERM);
            case FILE -> refuse(call, files ? null : Errno.EROFS);
            case BY_ARGUMENTS -> arguments(call);
            case ALLOWED -> {}
        }
    }

    private void refuse(SystemCall call, @Nullable Errno errno) {
        if (errno != null) {
            insn(EQUAL, 0, 1, call.on(arch));
            fail(errno);
        }
    }

    private void arguments(SystemCall call) {
        insn(EQUAL, 0, 0, call.on(arch));
        int begin = program.position();
        switch (call) {
            case CLONE -> clones();
            case IOCTL -> {
                argument(1);
                failIf(EQUAL, TIOCSTI, Errno.EPERM);
                failIf(EQUAL, TIOCLINUX, Errno.EPERM);
            }
            case PRCTL -> {
                argument(0);
                insn(EQUAL, 0, 3, PR_SET_PDEATHSIG);
                argument(1);
                failUnless(EQUAL, SIGKILL, Errno.EPERM);
            }
            case MMAP -> {
                argument(3);
                insn(AND, 0, 0, SHARED_MEMORY);
                failIf(EQUAL, SHARED_MEMORY, Errno.EPERM);
            }
            case OPEN -> opens(1);
            case OPENAT -> opens(2);
            default -> throw new IllegalStateException("no rule for the arguments of " + call);
        }
        insn(RETURN, 0, 0, ALLOW);
        // The jump over all this for any other call: its second offset is the fourth byte of its instruction.
        program.put(begin - INSTRUCTION + 3, (byte) ((program.position() - begin) / INSTRUCTION));
    }

    private void clones() {
        argument(0);
        failIf(ANY_BIT, NEW_NAMESPACES, Errno.EPERM);
        if (!children) {
            failUnless(ANY_BIT, CLONE_THREAD, Errno.EPERM);
        }
    }

    private void opens(int flags) {
        if (!files) {
            argument(flags);
            failIf(ANY_BIT, MAKES_A_FILE, Errno.EROFS);
        }
    }

    private void argument(int index) {
        insn(LOAD, 0, 0, ARGUMENTS + index * Long.BYTES);
    }

    private void failIf(int test, int value, Errno errno) {
        insn(test, 0, 1, value);
        fail(errno);
    }

    private void failUnless(int test, int value, Errno errno) {
        insn(test, 1, 0, value);
        fail(errno);
    }

    private void fail(Errno errno) {
        insn(RETURN, 0, 0, FAIL | errno.number());
    }

    private void insn(int code, int then, int otherwise, int operand) {
        program.putShort((short) code).put((byte) then).put((byte) otherwise).putInt(operand);
    }
}
