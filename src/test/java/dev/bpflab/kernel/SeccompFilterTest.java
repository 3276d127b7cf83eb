package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Errno;
import dev.bpflab.kernel.SystemCall.Rule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter's program, run on system calls as seccomp runs it: what it answers for each, on each architecture. */
class SeccompFilterTest {
    private static final int KILL_PROCESS = 0x8000_0000;
    private static final int ALLOW = 0x7fff_0000;
    private static final int FAIL = 0x0005_0000;
    private static final int X32 = 0x4000_0000;
    private static final int CLONE_NEWUSER = 0x1000_0000;
    private static final int CLONE_THREAD = 0x0001_0000;

    @ParameterizedTest
    @EnumSource(Arch.class)
    void answersEachCallAsItsRuleSays(Arch arch) {
        SeccompFilter strict = SeccompFilter.of(arch, false, false);
        SeccompFilter lax = SeccompFilter.of(arch, true, true);
        for (SystemCall call : SystemCall.values()) {
            if (call.existsOn(arch) && call.on(arch) <= SystemCall.NEWEST && call.rule() != Rule.BY_ARGUMENTS) {
                assertThat(answer(strict, arch, call)).as(call.name()).isEqualTo(strictly(call.rule()));
                boolean free = call.rule() == Rule.CHILD || call.rule() == Rule.FILE;
                assertThat(answer(lax, arch, call)).as(call.name()).isEqualTo(free ? ALLOW : strictly(call.rule()));
            }
        }
    }

    private static int strictly(Rule rule) {
        return switch (rule) {
            case REFUSED, CHILD -> fail(Errno.EPERM);
            case NETWORK -> fail(Errno.EACCES);
            case FILE -> fail(Errno.EROFS);
            case NEWER -> fail(Errno.ENOSYS);
            case ALLOWED, BY_ARGUMENTS -> ALLOW;
        };
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void looksAtArguments(Arch arch) {
        SeccompFilter strict = SeccompFilter.of(arch, false, false);
        SeccompFilter lax = SeccompFilter.of(arch, true, true);
        assertThat(answer(strict, arch, SystemCall.CLONE, CLONE_THREAD)).isEqualTo(ALLOW);
        assertThat(answer(strict, arch, SystemCall.CLONE, 0)).isEqualTo(fail(Errno.EPERM));
        assertThat(answer(lax, arch, SystemCall.CLONE, 0)).isEqualTo(ALLOW);
        assertThat(answer(lax, arch, SystemCall.CLONE, CLONE_NEWUSER)).isEqualTo(fail(Errno.EPERM));
        assertThat(answer(lax, arch, SystemCall.IOCTL, 0, 0x5412)).isEqualTo(fail(Errno.EPERM));
        assertThat(answer(lax, arch, SystemCall.IOCTL, 0x5412, 0x5401)).isEqualTo(ALLOW);
        assertThat(answer(lax, arch, SystemCall.PRCTL, 1, 0)).isEqualTo(fail(Errno.EPERM));
        assertThat(answer(lax, arch, SystemCall.PRCTL, 1, 9)).isEqualTo(ALLOW);
        assertThat(answer(lax, arch, SystemCall.PRCTL, 15, 0)).isEqualTo(ALLOW);
        assertThat(answer(lax, arch, SystemCall.MMAP, 0, 1, 3, 0x21)).isEqualTo(fail(Errno.EPERM));
        assertThat(answer(lax, arch, SystemCall.MMAP, 0, 1, 3, 0x22)).isEqualTo(ALLOW);
        assertThat(answer(strict, arch, SystemCall.OPENAT, 0, 0, 0x241)).isEqualTo(fail(Errno.EROFS));
        assertThat(answer(strict, arch, SystemCall.OPENAT, 0, 0, 0x8_0000)).isEqualTo(ALLOW);
        assertThat(answer(lax, arch, SystemCall.OPENAT, 0, 0, 0x241)).isEqualTo(ALLOW);
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void endsAProcessThatCallsAsAnotherArchitectureDoes(Arch arch) {
        SeccompFilter filter = SeccompFilter.of(arch, true, true);
        Arch other = arch == Arch.X86_64 ? Arch.AARCH64 : Arch.X86_64;
        assertThat(run(filter, other.audit(), 1)).isEqualTo(KILL_PROCESS);
        assertThat(run(filter, 0x4000_0003, 1)).as("32-bit x86").isEqualTo(KILL_PROCESS);
        assertThat(run(filter, arch.audit(), X32 | 1))
                .isEqualTo(arch == Arch.X86_64 ? KILL_PROCESS : fail(Errno.ENOSYS));
    }

    @ParameterizedTest
    @EnumSource(Arch.class)
    void knowsNoCallThatCameLater(Arch arch) {
        SeccompFilter filter = SeccompFilter.of(arch, true, true);
        assertThat(run(filter, arch.audit(), SystemCall.NEWEST)).isEqualTo(ALLOW);
        assertThat(run(filter, arch.audit(), SystemCall.NEWEST + 1)).isEqualTo(fail(Errno.ENOSYS));
    }

    private static int fail(Errno errno) {
        return FAIL | errno.number();
    }

    private static int answer(SeccompFilter filter, Arch arch, SystemCall call, long... arguments) {
        return run(filter, arch.audit(), call.on(arch), arguments);
    }

    /** Classic BPF, as much of it as the filter uses (linux/filter.h), on a struct seccomp_data. */
    private static int run(SeccompFilter filter, int architecture, int number, long... arguments) {
        ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
        data.putInt(0, number).putInt(4, architecture);
        for (int i = 0; i < arguments.length; i++) {
            data.putLong(16 + 8 * i, arguments[i]);
        }
        ByteBuffer program = ByteBuffer.wrap(filter.bytes()).order(ByteOrder.nativeOrder());
        int accumulator = 0;
        for (int pc = 0; ; pc++) {
            int operand = program.getInt(8 * pc + 4);
            boolean holds;
            switch (program.getShort(8 * pc)) {
                case 0x20 -> {
                    accumulator = data.getInt(operand);
                    continue;
                }
                case 0x54 -> {
                    accumulator &= operand;
                    continue;
                }
                case 0x06 -> {
                    return operand;
                }
                case 0x15 -> holds = accumulator == operand;
                case 0x25 -> holds = Integer.compareUnsigned(accumulator, operand) > 0;
                case 0x35 -> holds = Integer.compareUnsigned(accumulator, operand) >= 0;
                case 0x45 -> holds = (accumulator & operand) != 0;
                default -> throw new AssertionError("an instruction that the filter does not use at " + pc);
            }
            pc += Byte.toUnsignedInt(program.get(8 * pc + (holds ? 2 : 3)));
        }
    }
}
