package dev.bpflab.bpf;

import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Size;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in braces in the catalogue's texts, for one refusal. */
final class Placeholders {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final Pattern GROUP = Pattern.compile("\\(\\?<(\\w+)>");

    private final VerifierTrace trace;
    private final ProgramText text;
    private final Map<String, String> groups = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final @Nullable Integer at;

    Placeholders(ProgramSpec spec, VerifierTrace trace, ProgramText text, @Nullable Matcher found, String where) {
        this.trace = trace;
        this.text = text;
        if (found != null) {
            groups(found);
        }
        this.at = place(where);
        values.put("progtype", spec.type().kernelName());
        values.put("aprogram", spec.type().aProgram());
        values.put("slots", String.valueOf(text.slots()));
        instruction();
        numbers();
    }

    /** Takes the groups that matched; a pattern of alternatives has {@code reg} and {@code reg2} for the same thing. */
    private void groups(Matcher found) {
        Matcher names = GROUP.matcher(found.pattern().pattern());
        while (names.find()) {
            String value = found.group(names.group(1));
            if (value != null) {
                groups.put(names.group(1).replaceFirst("2$", ""), value.strip());
            }
        }
        values.putAll(groups);
    }

    private @Nullable Integer place(String where) {
        String named = groups.get("at");
        if (named != null) {
            return Integer.valueOf(named);
        }
        if (!where.isEmpty()) {
            return switch (where) {
                case "jump" -> text.misdirected();
                case "version4" -> text.version4();
                case "map" -> text.naming(number("fd").orElse(null));
                default -> text.lastSlot();
            };
        }
        return trace.last().map(VerifierTrace.Step::slot).orElse(null);
    }

    /** Returns the refused instruction's slot, or null. */
    @Nullable
    Integer at() {
        return at;
    }

    /** Returns the register that the message names, such as {@code R6}. */
    Optional<String> register() {
        return Optional.ofNullable(groups.get("reg")).map(number -> "R" + number);
    }

    private void instruction() {
        if (at != null) {
            values.put("at", "#" + at);
            Explanation.Place place = text.place(at, trace.last().orElse(null));
            values.put("insn", place == null ? "#" + at : place.call());
            Insn insn = text.insn(at);
            Integer end = insn == null ? null : end(insn);
            values.put("end", end == null ? groups.getOrDefault("size", "size") : end.toString());
        } else {
            values.put("at", "the program");
        }
        String out = at == null ? null : text.wayOut(at);
        values.put("label", out == null ? text.newLabel() : out);
        values.put("exit", out == null ? "label(\"" + text.newLabel() + "\"), mov(R0, 0), exitInsn()" : "");
        values.put("free", "R" + text.freeRegister().number());
        register().ifPresent(name -> {
            values.put("reg", name);
            Optional<KnownValue> known = trace.known(name);
            values.put("what", known.map(KnownValue::state).map(StateWords::of).orElse("something unknown"));
            known.filter(KnownValue::lost)
                    .map(KnownValue::since)
                    .ifPresent(call -> values.put("lost", "#" + text.firstOfCall(call.slot())));
        });
    }

    /** Returns the distance from the base register to the byte behind an access. */
    private static @Nullable Integer end(Insn insn) {
        if (insn instanceof Insn.Load load) {
            return end(load.offset(), load.size());
        }
        if (insn instanceof Insn.Store store) {
            return end(store.offset(), store.size());
        }
        return insn instanceof Insn.Atomic atomic ? end(atomic.offset(), atomic.size()) : null;
    }

    private static int end(int offset, Size size) {
        return offset + size.bytes();
    }

    private void numbers() {
        number("valuesize").ifPresent(size -> values.put("lastbyte", String.valueOf(size - 1)));
        number("off").ifPresent(offset -> values.put("signedoff", String.format(Locale.ROOT, "%+d", offset)));
        number("origin").ifPresent(slot -> values.put("origin", "#" + slot));
        number("maptype")
                .ifPresent(type -> values.put(
                        "maptypename",
                        MapType.ofNumber(type.intValue())
                                .map(MapType::kernelName)
                                .orElse(String.valueOf(type))));
        String expected = groups.get("expected");
        if (expected != null) {
            values.put(
                    "expectedwords",
                    expected.contains(",") ? "the address of memory that it can use" : StateWords.of(expected));
        }
    }

    private Optional<Long> number(String group) {
        return Optional.ofNullable(groups.get(group)).map(Long::valueOf);
    }

    /** Fills a text; with {@code notation}, as the kernel writes registers and instructions. */
    String fill(String template, boolean notation) {
        return NAME.matcher(template).replaceAll(name -> Matcher.quoteReplacement(value(name.group(1), notation)));
    }

    private String value(String name, boolean notation) {
        return switch (name) {
            case "R" -> values.getOrDefault("reg", "the register");
            case "r" -> values.getOrDefault("reg", "the register").toLowerCase(Locale.ROOT);
            case "FREE" -> values.getOrDefault("free", "");
            case "free" -> values.getOrDefault("free", "").toLowerCase(Locale.ROOT);
            case "RECORD" -> record();
            case "record" -> record().toLowerCase(Locale.ROOT);
            case "exit" ->
                notation && !values.getOrDefault("exit", "").isEmpty()
                        ? values.get("label") + ": r0 = 0; exit"
                        : values.getOrDefault("exit", "");
            case "data_end" ->
                holding("pkt_end")
                        .map(reg -> notation ? reg.toLowerCase(Locale.ROOT) : reg)
                        .orElse(name);
            default -> values.getOrDefault(name, name);
        };
    }

    /** Returns the register with the record of a ring buffer; one that is free where none has it. */
    private String record() {
        return holding("ringbuf_mem").orElseGet(() -> values.getOrDefault("free", ""));
    }

    private Optional<String> holding(String state) {
        for (int i = 0; i < 10; i++) {
            String name = "R" + i;
            if (trace.known(name)
                    .filter(value -> value.state().startsWith(state) && !value.lost())
                    .isPresent()) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
