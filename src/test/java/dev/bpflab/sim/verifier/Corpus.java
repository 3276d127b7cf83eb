package dev.bpflab.sim.verifier;

import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntUnaryOperator;

/**
 * Small programs with the verdicts that Linux 6.18 gave. In the file, a program begins with its name in brackets, then
 * come {@code type}, {@code license} and {@code map TYPE KEY VALUE ENTRIES FLAGS} lines, the code, and {@code => ERRNO
 * reason} or {@code => ok}. A line {@code not-simulated} says that the simulated kernel refuses the program as such.
 */
final class Corpus {
    private static final String LOG = "|";

    /** One program with its verdict; {@code reason} is empty when it is accepted. */
    record Case(
            String name,
            ProgramType type,
            String license,
            List<MapAttr> maps,
            List<Insn> insns,
            int result,
            String reason,
            boolean simulated) {
        /** Returns the instructions with map numbers turned into descriptors. */
        List<Insn> link(IntUnaryOperator descriptorOf) {
            List<Insn> linked = new ArrayList<>();
            for (Insn insn : insns) {
                boolean named = insn instanceof Insn.LdImm64 load
                        && (load.kind() == ImmKind.MAP_FD || load.kind() == ImmKind.MAP_VALUE)
                        && load.low() >= 0
                        && load.low() < maps.size();
                if (named) {
                    Insn.LdImm64 load = (Insn.LdImm64) insn;
                    linked.add(new Insn.LdImm64(
                            load.dst(), load.kind(), descriptorOf.applyAsInt(load.low()), load.high()));
                } else {
                    linked.add(insn);
                }
            }
            return linked;
        }

        VerifierInput input(int logLevel) {
            return new VerifierInput(
                    insns, type, license, logLevel, fd -> fd >= 0 && fd < maps.size() ? maps.get(fd) : null, 2);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Corpus() {}

    static List<Case> load() {
        return parse(text("corpus.txt"));
    }

    /** Loads programs with what Linux logged of them at level 2: the lines behind a bar. */
    static Map<Case, List<String>> loadLogs() {
        Map<Case, List<String>> logs = new LinkedHashMap<>();
        String text = text("logs.txt");
        for (String block : text.split("(?m)^(?=\\[)", -1)) {
            List<String> log = block.lines()
                    .filter(line -> line.startsWith(LOG))
                    .map(line -> line.substring(Math.min(LOG.length() + 1, line.length())))
                    .toList();
            List<String> rest =
                    block.lines().filter(line -> !line.startsWith(LOG)).toList();
            parse(String.join("\n", rest)).forEach(program -> logs.put(program, log));
        }
        return logs;
    }

    private static String text(String name) {
        try (InputStream in = Corpus.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Case> parse(String text) {
        List<Case> cases = new ArrayList<>();
        for (String block : text.split("(?m)^(?=\\[)", -1)) {
            if (block.startsWith("[")) {
                cases.add(parseCase(block));
            }
        }
        return cases;
    }

    private static Case parseCase(String block) {
        String name = block.substring(1, block.indexOf(']'));
        ProgramType type = ProgramType.SOCKET_FILTER;
        String license = "GPL";
        List<MapAttr> maps = new ArrayList<>();
        StringBuilder code = new StringBuilder();
        int result = 0;
        String reason = "";
        boolean simulated = true;
        for (String line : block.lines().skip(1).toList()) {
            String[] words = line.strip().split(" +", -1);
            switch (words[0]) {
                case "type" -> type = ProgramType.valueOf(words[1].toUpperCase(Locale.ROOT));
                case "license" -> license = line.strip().substring("license ".length());
                case "map" -> maps.add(map(words));
                case "not-simulated" -> simulated = false;
                case "=>" -> {
                    result = words[1].equals("ok") ? 0 : Errno.valueOf(words[1]).result();
                    int at = line.indexOf(words[1]) + words[1].length();
                    reason = line.substring(at).strip();
                }
                default -> code.append(line).append('\n');
            }
        }
        return new Case(
                name, type, license, maps, TextAssembler.parse(code.toString()).insns(), result, reason, simulated);
    }

    private static MapAttr map(String[] words) {
        MapType type = MapType.valueOf(words[1].toUpperCase(Locale.ROOT));
        return new MapAttr(
                type.number(),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                words.length > 5 ? Integer.decode(words[5]) : 0,
                "");
    }
}
