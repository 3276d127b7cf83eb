package dev.bpflab.differential;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.sim.NotSimulated;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What one host made of a program.
 *
 * @param result 0 or a negated errno of the load
 * @param reason the verifier's reason; empty when it was accepted
 * @param run what came of running it: result, packet, maps; empty when it was not run
 */
record Observed(int result, String reason, String run) {
    private static final String NOT_SIMULATED = "not simulated: ";
    private static final int PACKET = 64;
    private static final int RAW_ARGUMENTS = 12 * 8;

    boolean accepted() {
        return result >= 0;
    }

    /** Returns whether the simulated kernel said that it lacks something, which is no claim about Linux. */
    boolean notSimulated() {
        return reason.startsWith(NOT_SIMULATED) || run.startsWith(NOT_SIMULATED);
    }

    String verdict() {
        return accepted() ? "ok" : Errno.ofResult(result) + " " + reason;
    }

    Observed withoutRun() {
        return new Observed(result, reason, "");
    }

    /** Loads a program with fresh maps and runs it when that can be done. */
    static Observed on(BpfHost host, Sample sample) {
        return loaded(host, sample, 1, (outcome, fds) -> {
            if (outcome.result() < 0) {
                String reason = Reasons.comparable(new VerifierLog(outcome.log()).reason());
                return new Observed(outcome.result(), reason, "");
            }
            return new Observed(0, "", sample.canRun() ? run(host, sample, fds) : "");
        });
    }

    /** Returns what the verifier logs of a program at level 2. */
    static String log(BpfHost host, Sample sample) {
        return loaded(host, sample, 2, (outcome, fds) -> outcome.log());
    }

    /** Gives what came of loading a program, and the descriptors of its maps and then its own, while they are open. */
    private static <T> T loaded(
            BpfHost host, Sample sample, int logLevel, BiFunction<LoadOutcome, List<Integer>, T> look) {
        List<Integer> fds = new ArrayList<>();
        try {
            for (MapAttr map : sample.maps()) {
                fds.add(opened(host.createMap(map)));
            }
            byte[] code = InsnCodec.encode(linked(sample.insns(), fds));
            LoadOutcome outcome = host.load(new ProgAttr(sample.type().number(), code, "GPL", "", logLevel));
            if (outcome.result() >= 0) {
                fds.add(outcome.result());
            }
            return look.apply(outcome, fds);
        } finally {
            fds.forEach(host::close);
        }
    }

    private static int opened(int fd) {
        if (fd < 0) {
            throw new IllegalStateException("create map: " + Errno.ofResult(fd));
        }
        return fd;
    }

    private static List<Insn> linked(List<Insn> insns, List<Integer> fds) {
        List<Insn> linked = new ArrayList<>();
        for (Insn insn : insns) {
            boolean names = insn instanceof Insn.LdImm64 load
                    && (load.kind() == ImmKind.MAP_FD || load.kind() == ImmKind.MAP_VALUE);
            if (names) {
                Insn.LdImm64 load = (Insn.LdImm64) insn;
                linked.add(new Insn.LdImm64(load.dst(), load.kind(), fds.get(load.low()), load.high()));
            } else {
                linked.add(insn);
            }
        }
        return linked;
    }

    private static String run(BpfHost host, Sample sample, List<Integer> fds) {
        for (int i = 0; i < sample.maps().size(); i++) {
            fill(host, fds.get(i), sample.maps().get(i));
        }
        StringBuilder text = new StringBuilder();
        try {
            TestRunOutcome outcome = host.testRun(fds.get(sample.maps().size()), input(sample));
            text.append("result %d r0 %#x%npacket %s%n"
                    .formatted(
                            outcome.result(),
                            outcome.returnValue(),
                            HexFormat.of().formatHex(outcome.data())));
        } catch (NotSimulated e) {
            return NOT_SIMULATED + e.getMessage();
        }
        for (int i = 0; i < sample.maps().size(); i++) {
            text.append("map ")
                    .append(i)
                    .append(' ')
                    .append(contents(host, fds.get(i), sample.maps().get(i)));
            text.append('\n');
        }
        return text.toString();
    }

    private static TestRun input(Sample sample) {
        boolean raw = sample.type() == ProgramType.RAW_TRACEPOINT;
        byte[] bytes = new byte[raw ? RAW_ARGUMENTS : PACKET];
        new Random(sample.seed()).nextBytes(bytes);
        return raw ? new TestRun(new byte[0], bytes, 0) : new TestRun(bytes, new byte[0], 1);
    }

    /** Gives the first two keys values. */
    private static void fill(BpfHost host, int fd, MapAttr map) {
        if (map.type() == MapType.RINGBUF.number()) {
            return;
        }
        int most = map.type() == MapType.ARRAY.number() ? map.maxEntries() : 2;
        for (int i = 0; i < Math.min(2, most); i++) {
            byte[] key = ByteBuffer.allocate(map.keySize())
                    .order(ByteOrder.nativeOrder())
                    .putInt(i)
                    .array();
            byte[] value = new byte[map.valueSize()];
            new Random(i).nextBytes(value);
            int result = host.update(fd, key, value, 0);
            if (result < 0) {
                throw new IllegalStateException("update map: " + Errno.ofResult(result));
            }
        }
    }

    private static Object contents(BpfHost host, int fd, MapAttr map) {
        return map.type() == MapType.RINGBUF.number() ? records(host, fd) : entries(host, fd, map);
    }

    private static List<String> records(BpfHost host, int fd) {
        List<String> records = new ArrayList<>();
        for (RecordOutcome taken = host.ringbufTake(fd); taken.result() == 1; taken = host.ringbufTake(fd)) {
            records.add(HexFormat.of().formatHex(taken.data()));
        }
        return records;
    }

    private static TreeMap<String, String> entries(BpfHost host, int fd, MapAttr map) {
        TreeMap<String, String> entries = new TreeMap<>();
        byte[] key = null;
        byte[] next = new byte[map.keySize()];
        while (host.nextKey(fd, key, next) == 0 && entries.size() <= map.maxEntries()) {
            byte[] value = new byte[map.valueSize()];
            host.lookup(fd, next, value, 0);
            entries.put(HexFormat.of().formatHex(next), HexFormat.of().formatHex(value));
            key = next.clone();
        }
        return entries;
    }
}
