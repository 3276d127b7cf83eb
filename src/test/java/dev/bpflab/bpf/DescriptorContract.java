package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.isa.Reg.R0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What descriptors are good for, and what a host says to those that are not. */
interface DescriptorContract extends HostUnderTest {
    private int filter() {
        return program(ProgramType.SOCKET_FILTER, assemble(mov(R0, 0), exitInsn()));
    }

    private void assertThatMapCommandsGive(String outcome, int fd) {
        assertThat(List.of(get(fd, 1), put(fd, 1, 1), delete(fd, 1), next(fd, null), next(fd, 1L)))
                .containsOnly(outcome);
        assertThat(host().mapInfo(fd)).isNull();
    }

    private void assertThatProgramCommandsGive(String outcome, int fd) {
        assertThat(HostUnderTest.outcome(host().programId(fd))).isEqualTo(outcome);
        assertThat(HostUnderTest.outcome(host().testRun(fd, new TestRun(new byte[14], new byte[0], 0))
                        .result()))
                .isEqualTo(outcome);
        assertThat(HostUnderTest.outcome(host().attach(fd, new Hook.Tracepoint("sched", "sched_process_exec"))
                        .result()))
                .isEqualTo(outcome);
    }

    @Test
    default void aClosedMapIsABadDescriptor() {
        int map = map(MapType.HASH, 4, 8, 1);
        assertThat(host().close(map)).isZero();
        assertThatMapCommandsGive("EBADF", map);
        assertThat(HostUnderTest.outcome(host().close(map))).isEqualTo("EBADF");
    }

    @Test
    default void aClosedProgramIsABadDescriptor() {
        int program = filter();
        assertThat(host().close(program)).isZero();
        assertThatProgramCommandsGive("EBADF", program);
        assertThat(HostUnderTest.outcome(host().close(program))).isEqualTo("EBADF");
    }

    @ParameterizedTest
    @CsvSource({"-1", "1000000", "2147483647", "-2147483648"})
    default void aNumberThatTheHostDidNotGiveIsABadDescriptor(int fd) {
        assertThatMapCommandsGive("EBADF", fd);
        assertThatProgramCommandsGive("EBADF", fd);
        assertThat(HostUnderTest.outcome(host().close(fd))).isEqualTo("EBADF");
    }

    @Test
    default void aProgramIsNoMapAndAMapIsNoProgram() {
        assertThatMapCommandsGive("EINVAL", filter());
        assertThatProgramCommandsGive("EINVAL", map(MapType.HASH, 4, 8, 1));
    }

    @Test
    default void arraysOfTheWrongLengthAreTheCallersMistake() {
        int map = map(MapType.HASH, 4, 8, 1);
        byte[] key = new byte[4];
        byte[] value = new byte[8];
        BpfHost host = host();
        assertThatIllegalArgumentException().isThrownBy(() -> host.lookup(map, new byte[3], value, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> host.lookup(map, key, new byte[7], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> host.lookup(map, key, new byte[9], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> host.update(map, new byte[5], value, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> host.update(map, key, new byte[0], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> host.delete(map, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> host.nextKey(map, new byte[3], key));
        assertThatIllegalArgumentException().isThrownBy(() -> host.nextKey(map, null, new byte[5]));
        assertThat(keys(map)).isEmpty();
    }

    @Test
    default void closingTheHostClosesEverythingAndItTakesNothingAnyMore() {
        int map = map(MapType.HASH, 4, 8, 1);
        int program = filter();
        host().close();
        host().close();
        assertThatMapCommandsGive("EBADF", map);
        assertThatProgramCommandsGive("EBADF", program);
        assertThat(HostUnderTest.outcome(host().createMap(new MapAttr(MapType.HASH.number(), 4, 8, 1, 0, ""))))
                .isEqualTo("EBADF");
        assertThat(HostUnderTest.outcome(host().load(attr(ProgramType.SOCKET_FILTER, assemble(mov(R0, 0), exitInsn())))
                        .result()))
                .isEqualTo("EBADF");
    }

    @Test
    default void knowsHowManyCpusThereCanBe() {
        assertThat(host().possibleCpus()).isPositive();
    }
}
