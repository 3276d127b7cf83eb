package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.differential.SimulatedRelease;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Freezing, ids, second descriptors and pins. */
interface ObjectContract extends HostUnderTest {
    /** Returns the directory of a BPF file system in which nothing is pinned, without a slash at its end. */
    String bpfFs();

    private int filter() {
        return program(ProgramType.SOCKET_FILTER, assemble(mov(R0, 0), exitInsn()));
    }

    private int idOf(int map) {
        return Objects.requireNonNull(host().mapInfo(map)).id();
    }

    private String pin(int fd, String path) {
        return HostUnderTest.outcome(host().pin(fd, path.replace("BPF", bpfFs())));
    }

    private ObjectCommands.Opened open(String path, int flags) {
        return host().openPinned(path.replace("BPF", bpfFs()), flags);
    }

    private String unpin(String path) {
        return HostUnderTest.outcome(host().unpin(path.replace("BPF", bpfFs())));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "HASH",
                "ARRAY",
                "PERCPU_HASH",
                "PERCPU_ARRAY",
                "LRU_HASH",
                "LRU_PERCPU_HASH",
                "QUEUE",
                "STACK",
                "LPM_TRIE"
            })
    default void aFrozenMapIsConstantForUserspace(MapType type) {
        boolean trie = type == MapType.LPM_TRIE;
        int keySize = type.isQueue() ? 0 : trie ? 8 : 4;
        int fd = trie ? map(type, keySize, 8, 2, MapFlag.NO_PREALLOC) : map(type, keySize, 8, 2);
        byte[] key = new byte[keySize];
        byte[] value = new byte[(int) type.valueBytes(8, host().possibleCpus())];
        assertThat(host().update(fd, key, value, 0)).isZero();
        assertThat(HostUnderTest.outcome(host().freeze(fd))).isEqualTo("OK");
        assertThat(HostUnderTest.outcome(host().lookup(fd, key, value, 0))).isEqualTo("OK");
        assertThat(HostUnderTest.outcome(host().update(fd, key, value, 0))).isEqualTo("EPERM");
        assertThat(HostUnderTest.outcome(host().delete(fd, key))).isEqualTo("EPERM");
        assertThat(HostUnderTest.outcome(host().lookupAndDelete(fd, key, value, 0)))
                .isEqualTo("EPERM");
        Batch batch = Batch.of(key, value, 1);
        byte[] next = new byte[Batch.placeBytes(keySize)];
        assertThat(HostUnderTest.outcome(host().updateBatch(fd, batch).result()))
                .isEqualTo("EPERM");
        assertThat(HostUnderTest.outcome(host().deleteBatch(fd, batch).result()))
                .isEqualTo("EPERM");
        assertThat(HostUnderTest.outcome(
                        host().lookupAndDeleteBatch(fd, null, next, batch).result()))
                .isEqualTo("EPERM");
        assertThat(HostUnderTest.outcome(host().freeze(fd))).isIn(SimulatedRelease.answers(host(), "EPERM", "EBUSY"));
    }

    @ParameterizedTest
    @CsvSource({"RDONLY, EPERM", "WRONLY, OK", "RDONLY_PROG, OK", "WRONLY_PROG, OK"})
    default void freezingWantsTheRightToWrite(MapFlag flag, String outcome) {
        assertThat(HostUnderTest.outcome(host().freeze(map(MapType.HASH, 4, 8, 1, flag))))
                .isIn(SimulatedRelease.answers(host(), outcome, "OK"));
    }

    @ParameterizedTest
    @CsvSource({
        // type, flag and whether a program that sets the element 0 is accepted; the value afterwards
        "HASH,   ,            true,  5",
        "ARRAY,  ,            true,  5",
        "ARRAY,  WRONLY_PROG, true,  5",
        "HASH,   RDONLY_PROG, false, 1",
    })
    default void programsWriteToAFrozenMapUnlessItIsReadOnlyForThem(
            MapType type, @Nullable MapFlag flag, boolean accepted, String after) {
        int map = flag == null ? map(type, 4, 8, 1) : map(type, 4, 8, 1, flag);
        assertThat(put(map, 0, 1)).isEqualTo("OK");
        assertThat(host().freeze(map)).isZero();
        LoadOutcome loaded = host().load(attr(
                ProgramType.SOCKET_FILTER,
                assemble(
                        storeMem(W, R10, -4, 0),
                        storeMem(DW, R10, -16, 5),
                        mov(R2, R10),
                        add(R2, -4),
                        mov(R3, R10),
                        add(R3, -16),
                        mov(R4, 0),
                        ldMapFd(R1, ref(map)),
                        helperMapUpdateElem(R1, R2, R3, R4),
                        exitInsn())));
        assertThat(HostUnderTest.outcome(loaded.result())).isEqualTo(accepted ? "OK" : "EACCES");
        if (accepted) {
            TestRunOutcome run = host().testRun(loaded.result(), new TestRun(new byte[14], new byte[0], 0));
            assertThat(run.returnValue()).isZero();
        }
        assertThat(get(map, 0)).isEqualTo(after);
    }

    @Test
    default void aRingBufferIsEitherConsumedOrFrozen() {
        int ring = map(MapType.RINGBUF, 0, 0, 4096);
        assertThat(HostUnderTest.outcome(host().ringbufTake(ring).result())).isEqualTo("OK");
        assertThat(HostUnderTest.outcome(host().freeze(ring))).isEqualTo("EBUSY");
        int frozen = map(MapType.RINGBUF, 0, 0, 4096);
        assertThat(HostUnderTest.outcome(host().freeze(frozen))).isEqualTo("OK");
        assertThat(HostUnderTest.outcome(host().ringbufTake(frozen).result())).isEqualTo("EPERM");
    }

    @Test
    default void onlyAnOpenMapCanBeFrozen() {
        assertThat(HostUnderTest.outcome(host().freeze(1_000_000))).isEqualTo("EBADF");
        assertThat(HostUnderTest.outcome(host().freeze(filter()))).isEqualTo("EINVAL");
    }

    @Test
    default void everyIdOfAMapIsPassedOnTheWay() {
        int first = idOf(map(MapType.HASH, 4, 8, 1));
        int second = idOf(map(MapType.ARRAY, 4, 8, 1));
        int id = 0;
        boolean sawFirst = false;
        boolean sawSecond = false;
        for (int next = host().nextId(ObjectKind.MAP, id); next >= 0; next = host().nextId(ObjectKind.MAP, id)) {
            assertThat(next).isGreaterThan(id);
            id = next;
            sawFirst |= id == first;
            sawSecond |= id == second;
        }
        assertThat(sawFirst && sawSecond).isTrue();
        assertThat(HostUnderTest.outcome(host().nextId(ObjectKind.MAP, id))).isEqualTo("ENOENT");
    }

    @ParameterizedTest
    @CsvSource({"2147483647, EINVAL", "2147483646, ENOENT", "-1, EINVAL"})
    default void idsEndAtTheLargestInt(int id, String outcome) {
        for (ObjectKind kind : ObjectKind.values()) {
            assertThat(HostUnderTest.outcome(host().nextId(kind, id))).isEqualTo(outcome);
        }
    }

    @Test
    default void whatHasAnIdCanBeOpenedByIt() {
        int map = map(MapType.HASH, 4, 8, 10);
        int again = opened(host().openById(ObjectKind.MAP, idOf(map), 0));
        assertThat(put(map, 1, 2)).isEqualTo("OK");
        assertThat(get(again, 1)).isEqualTo("2");
        assertThat(host().mapInfo(again)).isEqualTo(host().mapInfo(map));
        int program = filter();
        int same = opened(host().openById(ObjectKind.PROGRAM, host().programId(program), 0));
        assertThat(host().programId(same)).isEqualTo(host().programId(program));
        assertThat(host().nextId(ObjectKind.PROGRAM, host().programId(program) - 1))
                .isEqualTo(host().programId(program));
    }

    @ParameterizedTest
    @CsvSource({"0, ENOENT", "2147483632, ENOENT", "-1, ENOENT"})
    default void whatHasNoIdCannot(int id, String outcome) {
        for (ObjectKind kind : ObjectKind.values()) {
            assertThat(HostUnderTest.outcome(host().openById(kind, id, 0))).isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // open_flags; opening, then updating, then looking up
        "0, OK, OK, OK",
        "8, OK, EPERM, OK",
        "16, OK, OK, EPERM",
        "24, EINVAL, , ",
        "1, EINVAL, , ",
        "128, EINVAL, , ",
    })
    default void aMapIsOpenedWithTheRightsThatAreAskedFor(int flags, String opening, String updating, String lookup) {
        int map = map(MapType.HASH, 4, 8, 10, MapFlag.RDONLY);
        int fd = host().openById(ObjectKind.MAP, idOf(map), flags);
        assertThat(HostUnderTest.outcome(fd)).isEqualTo(opening);
        pin(map, "BPF/rights");
        ObjectCommands.Opened pinned = open("BPF/rights", flags);
        assertThat(HostUnderTest.outcome(pinned.fd())).isEqualTo(opening);
        if (fd >= 0) {
            for (int one : new int[] {fd, pinned.fd()}) {
                assertThat(put(one, 1, 1)).isEqualTo(updating);
                assertThat(get(one, 1).matches("\\d+") ? "OK" : get(one, 1))
                        .isEqualTo(lookup.equals("OK") && updating.equals("EPERM") ? "ENOENT" : lookup);
            }
        }
        assertThat(unpin("BPF/rights")).isEqualTo("OK");
    }

    @Test
    default void aProgramIsOpenedByIdWithoutFlagsOnly() {
        assertThat(HostUnderTest.outcome(host().openById(ObjectKind.PROGRAM, host().programId(filter()), 8)))
                .isEqualTo("EINVAL");
    }

    @Test
    default void aSecondDescriptorIsTheSameMapWithTheSameRights() {
        int map = map(MapType.HASH, 4, 8, 10);
        int copy = opened(host().duplicate(map));
        assertThat(copy).isNotEqualTo(map);
        assertThat(put(map, 1, 2)).isEqualTo("OK");
        assertThat(host().close(map)).isZero();
        assertThat(get(copy, 1)).isEqualTo("2");
        assertThat(host().freeze(copy)).isZero();
        int readOnly = opened(host().duplicate(map(MapType.HASH, 4, 8, 10, MapFlag.RDONLY)));
        assertThat(put(readOnly, 1, 1)).isEqualTo("EPERM");
        int program = opened(host().duplicate(filter()));
        assertThat(host().programId(program)).isPositive();
        assertThat(HostUnderTest.outcome(host().duplicate(1_000_000))).isEqualTo("EBADF");
    }

    @Test
    default void aPinKeepsAMapAndGivesItBack() {
        int map = map(MapType.HASH, 4, 8, 10);
        int id = idOf(map);
        assertThat(put(map, 1, 2)).isEqualTo("OK");
        assertThat(pin(map, "BPF/kept")).isEqualTo("OK");
        assertThat(host().close(map)).isZero();
        ObjectCommands.Opened opened = open("BPF/kept", 0);
        assertThat(opened.kind()).isEqualTo(ObjectKind.MAP);
        assertThat(idOf(opened.fd())).isEqualTo(id);
        assertThat(get(opened.fd(), 1)).isEqualTo("2");
        assertThat(unpin("BPF/kept")).isEqualTo("OK");
        assertThat(get(opened.fd(), 1)).isEqualTo("2");
        assertThat(HostUnderTest.outcome(open("BPF/kept", 0).fd())).isEqualTo("ENOENT");
    }

    @Test
    default void aPinnedProgramIsOneWhenItIsOpened() {
        int program = filter();
        assertThat(pin(program, "BPF/program")).isEqualTo("OK");
        ObjectCommands.Opened opened = open("BPF/program", 0);
        assertThat(opened.kind()).isEqualTo(ObjectKind.PROGRAM);
        assertThat(host().programId(opened.fd())).isEqualTo(host().programId(program));
        assertThat(HostUnderTest.outcome(open("BPF/program", 8).fd())).isEqualTo("OK");
        assertThat(unpin("BPF/program")).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({
        // path, outcomes of pinning a map, opening and unpinning it when BPF/there is pinned
        "BPF/there,      EEXIST,       OK,           OK",
        "BPF/new,        OK,           ENOENT,       ENOENT",
        "BPF/../BPFNAME/there, EEXIST, OK,           OK",
        "BPF/a.b,        EPERM,        EPERM,        EPERM",
        "BPF/.hidden,    EPERM,        EPERM,        EPERM",
        "BPF,            EEXIST,       EACCES,       EPERM",
        "BPF/,           EEXIST,       EACCES,       EPERM",
        "BPF/.,          EEXIST,       EACCES,       ",
        "BPF/missing/x,  ENOENT,       ENOENT,       ENOENT",
        "BPF/there/x,    ENOTDIR,      ENOTDIR,      ENOTDIR",
        "BPF/there/,     EEXIST,       ENOTDIR,      ENOTDIR",
        "BPF/new/,       ENOENT,       ENOENT,       ENOENT",
        "'',             ENOENT,       ENOENT,       ENOENT",
        "/,              EEXIST,       EACCES,       EPERM",
        "/tmp,           EEXIST,       EACCES,       EPERM",
        "/tmp/bpflab-none, EPERM,      ENOENT,       ENOENT",
        "/nowhere/x,     ENOENT,       ENOENT,       ENOENT",
        "BPF/LONG,       ENAMETOOLONG, ENAMETOOLONG, ENAMETOOLONG",
        "BPF/NUL,        EINVAL,       EINVAL,       EINVAL",
    })
    default void pathsAreTakenOrRefused(String path, String pinning, String opening, String unpinning) {
        int map = map(MapType.HASH, 4, 8, 1);
        String name = bpfFs().substring(bpfFs().lastIndexOf('/') + 1);
        String given =
                path.replace("BPFNAME", name).replace("LONG", "x".repeat(256)).replace("NUL", "a\0b");
        assertThat(pin(map, "BPF/there")).isEqualTo("OK");
        try {
            assertThat(HostUnderTest.outcome(open(given, 0).fd())).isEqualTo(opening);
            if (!"EPERM".equals(unpinning) || !given.equals("/")) {
                assertThat(pin(map, given)).isEqualTo(pinning);
            }
            if (pinning.equals("OK")) {
                assertThat(unpin(given)).isEqualTo("OK");
            }
            if (unpinning != null) {
                assertThat(unpin(given)).isEqualTo(unpinning);
            }
        } finally {
            unpin("BPF/there");
        }
    }

    @Test
    default void aNameOf255BytesCanBePinned() {
        String path = "BPF/" + "x".repeat(255);
        assertThat(pin(map(MapType.HASH, 4, 8, 1), path)).isEqualTo("OK");
        assertThat(unpin(path)).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({"BPF/bad", "BPF/missing/x"})
    default void aDescriptorThatIsNoneIsRefusedBeforeThePath(String path) {
        assertThat(pin(1_000_000, path)).isEqualTo("EINVAL");
        assertThat(pin(-1, path)).isEqualTo("EINVAL");
    }

    @ParameterizedTest
    @CsvSource({"1", "24", "128"})
    default void flagsThatThereAreNotAreRefusedBeforeThePath(int flags) {
        assertThat(HostUnderTest.outcome(open("BPF/none", flags).fd())).isEqualTo("EINVAL");
    }

    @Test
    default void aMapCanHaveSeveralPinsAndAFrozenOneStaysFrozen() {
        int map = map(MapType.HASH, 4, 8, 1);
        assertThat(pin(map, "BPF/one")).isEqualTo("OK");
        assertThat(host().freeze(map)).isZero();
        assertThat(pin(map, "BPF/two")).isEqualTo("OK");
        assertThat(put(open("BPF/one", 0).fd(), 1, 1)).isEqualTo("EPERM");
        assertThat(unpin("BPF/one")).isEqualTo("OK");
        assertThat(put(open("BPF/two", 0).fd(), 1, 1)).isEqualTo("EPERM");
        assertThat(unpin("BPF/two")).isEqualTo("OK");
    }
}
