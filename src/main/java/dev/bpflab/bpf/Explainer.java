package dev.bpflab.bpf;

import dev.bpflab.bpf.Explanation.Change;
import dev.bpflab.bpf.Explanation.Event;
import dev.bpflab.bpf.Explanation.Place;
import dev.bpflab.bpf.Explanation.Register;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the entry of a refusal in the catalogue and fills it in for the program. */
final class Explainer {
    private static final Pattern READ = Pattern.compile("\\b[rw](\\d+)\\b");
    private static final Pattern WRITTEN = Pattern.compile("[rw]\\d+ = ");
    /** The register that the message names; older kernels name fewer. */
    private static final Pattern NAMED = Pattern.compile("\\{[Rr]}");

    private static final int REGISTERS = 3;
    private static final int EVENTS = 5;
    private static final int SENTENCES = 2;

    private final ProgramSpec spec;
    private final Errno errno;
    private final VerifierTrace trace;
    private final ProgramText text;
    private final List<String> said;

    Explainer(ProgramSpec spec, Errno errno, VerifierLog log) {
        this.spec = spec;
        this.errno = errno;
        this.trace = VerifierTrace.of(log);
        this.text = new ProgramText(spec.program());
        List<String> complaint = trace.complaint();
        this.said = complaint.subList(Math.max(0, complaint.size() - SENTENCES), complaint.size());
    }

    Explanation explanation() {
        String words = String.join("\n", said);
        for (VerifierMessage message : VerifierMessages.bundled().all()) {
            Matcher found = message.says() == null ? null : message.says().matcher(words);
            boolean applies = found == null
                    ? words.isEmpty() && message.errno() == errno
                    : found.find() && holds(message.circumstance(), found);
            if (applies) {
                return filled(message, found);
            }
        }
        throw new IllegalStateException("the last entry of the catalogue takes everything");
    }

    private boolean holds(String circumstance, Matcher found) {
        return switch (circumstance) {
            case "exit" ->
                trace.last().filter(step -> step.text().equals("exit")).isPresent();
            case "lost" ->
                trace.known("R" + found.group("reg")).filter(KnownValue::lost).isPresent();
            case "version4" -> text.version4() != null;
            default -> true;
        };
    }

    private Explanation filled(VerifierMessage message, @Nullable Matcher found) {
        Placeholders names = new Placeholders(spec, trace, text, found, message.at());
        Place place = place(names);
        return new Explanation(
                message.id(),
                said.isEmpty() ? errno.text() : String.join("; ", said),
                place,
                registers(names.register(), place),
                names.fill(message.means(), false),
                names.fill(message.mends(), false),
                changes(message, names),
                message.read());
    }

    private @Nullable Place place(Placeholders names) {
        Integer slot = names.at();
        return slot == null ? null : text.place(slot, trace.last().orElse(null));
    }

    private List<Change> changes(VerifierMessage message, Placeholders names) {
        List<Change> changes = new ArrayList<>();
        for (VerifierMessage.Code code : message.code()) {
            boolean written = text.isVocabulary();
            if (names.register().isEmpty() && NAMED.matcher(code.vocabulary()).find()) {
                continue;
            }
            String filled = names.fill(written ? code.vocabulary() : code.text(), !written);
            if (!filled.isEmpty()) {
                List<String> lines = written ? List.of(filled) : List.of(filled.split("; "));
                changes.add(new Change(names.fill(code.where(), false), lines));
            }
        }
        return changes;
    }

    private List<Register> registers(Optional<String> named, @Nullable Place place) {
        Set<String> names = new LinkedHashSet<>();
        named.ifPresent(names::add);
        if (place != null
                && !trace.last().map(VerifierTrace.Step::text).orElse("").startsWith("call ")) {
            Matcher written = WRITTEN.matcher(place.text());
            Matcher read = READ.matcher(place.text());
            read.region(written.lookingAt() ? written.end() : 0, place.text().length());
            while (read.find()) {
                names.add("R" + read.group(1));
            }
        }
        names.remove("R10");
        List<Register> registers = new ArrayList<>();
        for (String name : names) {
            trace.known(name).ifPresent(value -> registers.add(register(name, value)));
        }
        return registers.subList(0, Math.min(REGISTERS, registers.size()));
    }

    private Register register(String name, KnownValue value) {
        List<Event> events = new ArrayList<>();
        for (KnownValue then : value.history()) {
            Place place = then.since() == null ? null : text.place(then.since().slot(), then.since());
            events.add(new Event(place, then.lost() ? "" : then.state()));
        }
        String words = StateWords.of(value.state());
        return new Register(
                name,
                value.lost() ? "" : value.state(),
                value.lost() ? String.format(Locale.ROOT, "nothing any more; it was %s", words) : words,
                events.subList(Math.max(0, events.size() - EVENTS), events.size()));
    }
}
