package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * {@code symbols=VARIABLE}: a {@link NavigableMap} from addresses to names finds by {@code floorEntry} the kernel's functions
 * at their first byte and at the next one.
 */
record SymbolsCheck(String variable, String hint) implements Check {
    /** So many functions are looked for, over the whole table, and always the last, which does not lie behind the others. */
    private static final int TRIED = 400;

    private record Line(long address, String name) {}

    @Override
    public String subject() {
        return "symbols in " + variable;
    }

    @Override
    public CheckResult judge(Scene scene) {
        Optional<Object> held = scene.variable(variable);
        if (!(held.orElse(null) instanceof NavigableMap<?, ?> map)) {
            return CheckResult.failed(
                    text("symbolsCheck.treemapFromAddressesToNames", variable), Shown.variable(variable, held), hint);
        }
        try {
            List<Line> functions = functions(scene.workspace().host().symbols().kallsyms());
            Set<Line> lines = new HashSet<>(functions);
            for (int i = 0; i < functions.size(); i += 1 + functions.size() / TRIED) {
                Optional<CheckResult> wrong = find(map, functions.get(i), lines);
                if (wrong.isPresent()) {
                    return wrong.get();
                }
            }
            return find(map, functions.get(functions.size() - 1), lines).orElse(CheckResult.passed());
        } catch (BpfException e) {
            return CheckResult.failed(text("symbolsCheck.kernelSTableOfSymbols"), String.valueOf(e.getMessage()), hint);
        }
    }

    private Optional<CheckResult> find(NavigableMap<?, ?> map, Line function, Set<Line> lines) {
        for (long address = function.address; address <= function.address + 1; address++) {
            String name = floor(map, address);
            // Several names may have one address, and another function may begin at the next.
            if (!lines.contains(new Line(function.address, name)) && !lines.contains(new Line(address, name))) {
                return Optional.of(CheckResult.failed(
                        variable + ".floorEntry(0x" + Long.toHexString(address) + "L) is " + function.name,
                        name.isEmpty() ? "nothing" : name,
                        hint));
            }
        }
        return Optional.empty();
    }

    /** Asks a map whose keys are whatever the learner made them. */
    @SuppressWarnings("unchecked")
    private static String floor(NavigableMap<?, ?> map, long address) {
        try {
            Map.Entry<?, ?> found = ((NavigableMap<Object, ?>) map).floorEntry(address);
            return found == null ? "" : String.valueOf(found.getValue());
        } catch (ClassCastException e) {
            return "";
        }
    }

    private static List<Line> functions(String kallsyms) {
        List<Line> functions = new ArrayList<>();
        for (String line : kallsyms.lines().toList()) {
            String[] words = line.split("\\s+", 4);
            if (words.length >= 3 && words[1].equalsIgnoreCase("t")) {
                functions.add(new Line(Long.parseUnsignedLong(words[0], 16), words[2]));
            }
        }
        return functions;
    }
}
