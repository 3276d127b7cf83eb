package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What holds when several real threads use the same map at once. */
interface ThreadContract extends HostUnderTest {
    int THREADS = 4;
    int TIMES = 20_000;

    private void inThreads(IntConsumer action) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int number = i;
                all.add(CompletableFuture.runAsync(() -> action.accept(number), threads));
            }
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs a program that does something with element 0 of an array in all threads; returns the element afterwards. */
    private long element(Item... then) {
        int map = map(MapType.ARRAY, 4, 8, 1);
        int program = program(
                ProgramType.SOCKET_FILTER,
                assemble(
                        storeMem(W, R10, -4, 0),
                        mov(R2, R10),
                        add(R2, -4),
                        ldMapFd(R1, ref(map)),
                        helperMapLookupElem(R1, R2),
                        jeq(R0, 0, "none"),
                        seq(then),
                        label("none"),
                        mov(R0, 0),
                        exitInsn()));
        inThreads(number -> assertThat(host().testRun(program, new TestRun(new byte[14], new byte[0], TIMES))
                        .result())
                .isZero());
        return Long.parseLong(get(map, 0));
    }

    @Test
    default void atomicAddLosesNothing() {
        assertThat(element(mov(R1, 1), atomicAdd(DW, R0, 0, R1))).isEqualTo((long) THREADS * TIMES);
    }

    @Test
    default void loadAddStoreMayLoseButInventsNothing() {
        long sum = element(loadMem(DW, R1, R0, 0), add(R1, 1), storeMem(DW, R0, 0, R1));
        assertThat(sum).isBetween(1L, (long) THREADS * TIMES);
    }

    @Test
    default void eachThreadFindsInAHashWhatItPutThere() {
        int each = 500;
        int map = map(MapType.HASH, 4, 8, THREADS * each);
        inThreads(number -> {
            for (int round = 0; round < 3; round++) {
                for (long key = (long) number * each; key < (number + 1L) * each; key++) {
                    assertThat(put(map, key, key * 3 + round)).isEqualTo("OK");
                    assertThat(get(map, key)).isEqualTo(Long.toString(key * 3 + round));
                    if (round < 2) {
                        assertThat(delete(map, key)).isEqualTo("OK");
                    }
                }
            }
        });
        assertThat(keys(map)).hasSize(THREADS * each).doesNotHaveDuplicates();
    }

    @Test
    default void ofThreadsThatInsertTheSameKeyOneSucceeds() {
        int keys = 300;
        int map = map(MapType.HASH, 4, 8, keys);
        List<String> inserted = Collections.synchronizedList(new ArrayList<>());
        inThreads(number -> {
            for (long key = 0; key < keys; key++) {
                String outcome = put(map, key, number, UpdateFlag.NOEXIST.number());
                assertThat(outcome).isIn("OK", "EEXIST");
                if (outcome.equals("OK")) {
                    inserted.add(key + "=" + number);
                }
            }
        });
        assertThat(inserted).hasSize(keys);
        assertThat(inserted).allSatisfy(entry -> {
            String[] parts = entry.split("=", -1);
            assertThat(get(map, Long.parseLong(parts[0]))).isEqualTo(parts[1]);
        });
    }
}
