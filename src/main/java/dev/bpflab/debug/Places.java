package dev.bpflab.debug;

import static dev.bpflab.debug.Messages.text;

import dev.bpflab.asm.Spelling;
import dev.bpflab.bpf.debug.Breakpoint;
import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.debug.DebugCommand.Reply;
import dev.bpflab.isa.Helper;
import dev.bpflab.view.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The commands on places of the program: breakpoints, and running to one. */
final class Places {
    private Places() {}

    static Reply until(DebugConsole console, String argument) {
        Integer slot = console.listing().find(argument);
        return slot == null
                ? console.failed(noPlace(console, argument))
                : console.moved(console.debugger().runTo(slot));
    }

    static Reply breakAt(DebugConsole console, String argument) {
        String[] words = argument.split("\\s+", -1);
        if (words[0].equals("call") && words.length == 2) {
            return breakCall(console, words[1]);
        }
        if (words[0].equals("write") && words.length >= 2) {
            return breakWrite(console, Arrays.copyOfRange(words, 1, words.length));
        }
        Integer slot = console.listing().find(argument);
        return slot == null
                ? console.failed(text("places.orCallHelperOrWrite", noPlace(console, argument)))
                : added(console, new Breakpoint.At(slot));
    }

    private static Reply breakCall(DebugConsole console, String name) {
        String full = name.startsWith("bpf_") ? name : "bpf_" + name;
        Optional<Helper> helper = Helper.named(full);
        return helper.isPresent()
                ? added(console, new Breakpoint.Call(helper.get()))
                : console.failed("no helper '" + name + "'"
                        + Spelling.hint(full, Arrays.stream(Helper.values()).map(Helper::kernelName)));
    }

    private static Reply breakWrite(DebugConsole console, String[] words) {
        List<MapCopy> maps = console.debugger().spec().maps();
        int map = IntStream.range(0, maps.size())
                .filter(i -> maps.get(i).name().equals(words[0]))
                .findFirst()
                .orElse(-1);
        if (map < 0) {
            String known = maps.stream().map(MapCopy::name).collect(Collectors.joining(", "));
            return console.failed("no map '" + words[0] + "'"
                    + (known.isEmpty() ? text("places.programUsesNone") : "; there are " + known));
        }
        byte @Nullable [] key = null;
        int from = 0;
        int to = Integer.MAX_VALUE;
        for (String word : Arrays.copyOfRange(words, 1, words.length)) {
            if (word.matches("\\d{1,9}-\\d{1,9}")) {
                from = Integer.parseInt(word.substring(0, word.indexOf('-')));
                to = Integer.parseInt(word.substring(word.indexOf('-') + 1)) + 1;
            } else {
                key = Words.key(word, maps.get(map).attr().keySize());
                if (key == null) {
                    return console.failed(text(
                            "places.isNoKeyOfBytes", word, maps.get(map).attr().keySize()));
                }
            }
        }
        return added(console, new Breakpoint.Write(map, key, from, to));
    }

    private static Reply added(DebugConsole console, Breakpoint breakpoint) {
        console.say(describe(console, console.debugger().add(breakpoint)));
        return Reply.OK;
    }

    static Reply delete(DebugConsole console, String argument) {
        boolean removed = argument.matches("\\d{1,9}") && console.debugger().remove(Integer.parseInt(argument));
        return removed ? Reply.OK : console.failed(text("places.noBreakpointBreaksListsThem", argument));
    }

    static Reply list(DebugConsole console, String argument) {
        List<Line> lines = new ArrayList<>();
        new TreeMap<>(console.debugger().breakpoints())
                .forEach((number, breakpoint) ->
                        lines.addAll(console.wrapped(number + " " + describe(console, breakpoint), 0)));
        console.show(lines.isEmpty() ? console.wrapped(text("places.areNoBreakpointsBreakPlace"), 0) : lines);
        return Reply.OK;
    }

    /** Returns a breakpoint in words. */
    static String describe(DebugConsole console, int number) {
        Breakpoint breakpoint = console.debugger().breakpoints().get(number);
        return "breakpoint " + number + (breakpoint == null ? "" : " " + describe(console, breakpoint));
    }

    private static String describe(DebugConsole console, Breakpoint breakpoint) {
        if (breakpoint instanceof Breakpoint.At at) {
            return "at " + at.slot() + ": " + console.listing().text(at.slot());
        }
        if (breakpoint instanceof Breakpoint.Call call) {
            return text("places.atCallsOf", call.helper().kernelName());
        }
        Breakpoint.Write write = (Breakpoint.Write) breakpoint;
        String map = console.debugger().spec().maps().get(write.map()).name();
        byte[] key = write.key();
        String bytes = write.to() == Integer.MAX_VALUE ? "" : ", bytes " + write.from() + " to " + (write.to() - 1);
        return text("places.atWritesTo", key == null ? map : Words.element(map, key), bytes);
    }

    private static String noPlace(DebugConsole console, String argument) {
        List<String> labels = console.listing().labels();
        String where = argument.isEmpty() ? text("places.where") : text("places.noInstructionBeginsAt", argument);
        return where
                + (labels.isEmpty()
                        ? text("places.useANumber")
                        : text("places.useANumberOrLabel", String.join(", ", labels)));
    }
}
