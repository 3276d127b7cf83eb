package dev.bpflab.bpf;

import dev.bpflab.asm.TextAssembler;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A small program and what Linux 6.18 answered. In a file, a case begins with its name in brackets; then come its type,
 * {@code map TYPE KEY VALUE ENTRIES FLAGS}, {@code data LENGTH} (bytes 1, 2, 3 …) or {@code data x HEX}, {@code repeat},
 * {@code license}, the code and what it comes to: {@code => ERRNO reason}, {@code => ok} or, with data, {@code => R0}
 * followed by the packet where it is another one afterwards and by the entries of maps with u32 keys and u64 values, those
 * of all CPUs added up.
 */
record ProgramCase(
        String name,
        ProgramType type,
        String license,
        List<MapAttr> maps,
        byte @Nullable [] data,
        int repeat,
        String code,
        List<String> expected) {
    private static final String RESULT = "=> ";

    /** Reads the cases of a resource beside this class. */
    static List<ProgramCase> load(String resource) {
        try (InputStream in = ProgramCase.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
            List<ProgramCase> cases = new ArrayList<>();
            for (String block : text.split("(?m)^(?=\\[)", -1)) {
                if (block.startsWith("[")) {
                    cases.add(parse(block));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProgramCase parse(String block) {
        String name = block.substring(1, block.indexOf("]\n"));
        ProgramType type = null;
        String license = "GPL";
        List<MapAttr> maps = new ArrayList<>();
        byte[] data = null;
        int repeat = 0;
        StringBuilder code = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (String line : block.lines().skip(1).filter(each -> !each.isBlank()).toList()) {
            String[] words = line.strip().split(" +", -1);
            if (type == null) {
                type = ProgramType.valueOf(words[0].toUpperCase(Locale.ROOT));
            } else if (!expected.isEmpty() || line.startsWith(RESULT)) {
                expected.add(line.strip());
            } else if (words[0].equals("map")) {
                maps.add(map(words));
            } else if (words[0].equals("data")) {
                data = words[1].equals("x") ? HexFormat.of().parseHex(words[2]) : counting(Integer.parseInt(words[1]));
            } else if (words[0].equals("repeat")) {
                repeat = Integer.parseInt(words[1]);
            } else if (words[0].equals("license")) {
                license = line.strip().substring("license".length()).strip();
            } else {
                code.append(line).append('\n');
            }
        }
        return new ProgramCase(
                name, Objects.requireNonNull(type, name), license, maps, data, repeat, code.toString(), expected);
    }

    private static MapAttr map(String[] words) {
        int type = MapType.valueOf(words[1].toUpperCase(Locale.ROOT)).number();
        int[] numbers = new int[4];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.decode(words[i + 2]);
        }
        return new MapAttr(type, numbers[0], numbers[1], numbers[2], numbers[3], "");
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    /** Loads and runs the program on a host and returns what it came to, line by line as in the file. */
    List<String> outcome(BpfHost host) {
        List<Integer> fds = maps.stream().map(host::createMap).toList();
        byte[] insns = InsnCodec.encode(link(fds));
        LoadOutcome loaded = host.load(new ProgAttr(type.number(), insns, license, "case", 1));
        if (loaded.result() < 0) {
            String reason = new VerifierLog(loaded.log()).reason();
            return List.of((RESULT + Errno.ofResult(loaded.result()) + " " + reason).strip());
        }
        if (data == null) {
            return List.of(RESULT + "ok");
        }
        TestRunOutcome ran = host.testRun(loaded.result(), new TestRun(data, new byte[0], repeat));
        if (ran.result() < 0) {
            return List.of(RESULT + "run: " + Errno.ofResult(ran.result()));
        }
        List<String> lines = new ArrayList<>(List.of(RESULT + ran.returnValue()));
        HexFormat hex = HexFormat.of();
        byte[] unchanged = data.clone();
        if (type == ProgramType.SOCKET_FILTER) {
            // The kernel gives such a program's packet back without the link layer's header.
            java.util.Arrays.fill(unchanged, 0, Math.min(14, unchanged.length), (byte) 0);
        }
        if (!java.util.Arrays.equals(ran.data(), unchanged)) {
            lines.add("packet " + ran.data().length + " " + shortened(hex.formatHex(ran.data())));
        }
        for (int i = 0; i < fds.size(); i++) {
            if (maps.get(i).keySize() == 4 && maps.get(i).valueSize() == 8) {
                lines.add("map " + i + ":" + entries(host, fds.get(i), maps.get(i)));
            }
        }
        return lines;
    }

    /** Leaves runs of zeros out, which most long packets consist of. */
    private static String shortened(String hex) {
        return hex.replaceAll("(00){16,}", "…");
    }

    private static String entries(BpfHost host, int fd, MapAttr attr) {
        TreeMap<Long, Long> entries = new TreeMap<>();
        byte[] value = new byte
                [(int) MapType.ofNumber(attr.type()).orElseThrow().valueBytes(attr.valueSize(), host.possibleCpus())];
        byte[] next = new byte[4];
        for (byte[] key = null; host.nextKey(fd, key, next) == 0; key = next.clone()) {
            host.lookup(fd, next, value, 0);
            java.nio.LongBuffer values = java.nio.ByteBuffer.wrap(value)
                    .order(java.nio.ByteOrder.nativeOrder())
                    .asLongBuffer();
            long sum = LongStream.range(0, values.limit())
                    .map(cpu -> values.get((int) cpu))
                    .sum();
            entries.put(HostUnderTest.number(next), sum);
        }
        StringBuilder text = new StringBuilder();
        entries.forEach((key, sum) -> text.append(' ').append(key).append('=').append(sum));
        return text.toString();
    }

    private List<Insn> link(List<Integer> fds) {
        List<Insn> linked = new ArrayList<>();
        for (Insn insn : TextAssembler.parse(code).insns()) {
            boolean named = insn instanceof Insn.LdImm64 load
                    && (load.kind() == ImmKind.MAP_FD || load.kind() == ImmKind.MAP_VALUE);
            if (named && insn instanceof Insn.LdImm64 load) {
                linked.add(new Insn.LdImm64(load.dst(), load.kind(), fds.get(load.low()), load.high()));
            } else {
                linked.add(insn);
            }
        }
        return linked;
    }

    @Override
    public String toString() {
        return name;
    }
}
