package dev.bpflab.debug;

import static dev.bpflab.debug.Messages.text;

import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.bpf.debug.Moment;
import dev.bpflab.look.Listing;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Draws a moment at a width. */
record Picture(Words words, Listing listing, Moment moment, int width) {
    private static final int WORD = 8;

    /** Returns where the program stands: a line about it, and the instructions around. */
    List<Line> place(OptionalLong seed, int runs) {
        Moment.Cpu cpu = moment.current();
        String where = "step " + moment.step()
                + (moment.cpus().size() > 1 ? ", CPU " + moment.cpu() : "")
                + (runs > 1 ? ", run " + cpu.run() + " of " + runs : "")
                + (cpu.frames().size() > 1 ? ", frame " + (cpu.frames().size() - 1) : "")
                + (seed.isPresent() && moment.cpus().size() > 1 ? text("picture.turnsFromSeed", seed.getAsLong()) : "");
        List<Line> lines = new ArrayList<>(wrapped(where, Style.HEADING));
        lines.addAll(listing.around(cpu.slot(), 1, cpu.state() == Moment.State.RUNNING ? 1 : 0, width));
        return lines;
    }

    /** Returns all registers with what they point to. */
    List<Line> registers() {
        Moment.Cpu cpu = moment.current();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < cpu.registers().size(); i++) {
            lines.addAll(wrapped(
                    String.format(
                            "%3s = %s",
                            "r" + i,
                            words.register(
                                    cpu.registers().get(i), cpu.pointees().get(i))),
                    Style.PLAIN));
        }
        return lines;
    }

    /** Returns the words of the stack that are not zero, of every function under way. */
    List<Line> stack() {
        List<Line> lines = new ArrayList<>();
        List<Moment.Frame> frames = moment.current().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            byte[] stack = frames.get(i).stack();
            if (frames.size() > 1) {
                lines.addAll(wrapped(
                        "frame " + i + " at " + frames.get(i).slot() + ": "
                                + listing.text(frames.get(i).slot()),
                        Style.BOLD));
            }
            for (int at = stack.length - WORD; at >= 0; at -= WORD) {
                if (!Arrays.equals(stack, at, at + WORD, new byte[WORD], 0, WORD)) {
                    lines.add(Line.of(Changes.stackWord(i, at, stack)));
                }
            }
        }
        return orNothing(lines, text("picture.stackIsAllZero"));
    }

    /** Returns bytes in rows. */
    List<Line> bytes(byte[] bytes, String otherwise) {
        int row = width >= 4 * 16 + 8 ? 16 : 8;
        List<Line> lines = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += row) {
            lines.add(Line.of(String.format("%5d  ", at), Style.DIM)
                    .plus(Words.hex(Arrays.copyOfRange(bytes, at, Math.min(at + row, bytes.length)))));
        }
        return orNothing(lines, otherwise);
    }

    /** Returns the maps' contents; of arrays what is not zero. */
    List<Line> maps() {
        List<Line> lines = new ArrayList<>();
        for (MapCopy map : moment.maps()) {
            int before = lines.size();
            for (MapCopy.Element element : map.elements()) {
                boolean zero = Arrays.equals(element.value(), new byte[element.value().length]);
                if (!zero || map.elements().size() == 1) {
                    lines.addAll(wrapped(
                            Words.element(map.name(), element.key()) + " = " + Words.value(map, element.value()),
                            Style.PLAIN));
                }
            }
            if (lines.size() == before) {
                lines.add(Line.of(
                        map.name() + (map.elements().isEmpty() ? " is empty" : text("picture.isAllZero")), Style.DIM));
            }
        }
        return orNothing(lines, text("picture.programUsesNoMaps"));
    }

    /** Returns where each CPU stands. */
    List<Line> cpus(int runs) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < moment.cpus().size(); i++) {
            Moment.Cpu cpu = moment.cpus().get(i);
            String where = switch (cpu.state()) {
                case RUNNING ->
                    "run " + cpu.run() + " of " + runs + ", at " + cpu.slot() + ": " + listing.text(cpu.slot());
                case ENDED -> "has ended, r0 = " + cpu.returned().orElse(0);
                case FAULTED -> text("picture.wasStoppedAt", cpu.slot(), cpu.fault());
            };
            lines.addAll(wrapped(
                    (i == moment.cpu() ? "=> " : "   ") + "CPU " + i + " " + where,
                    i == moment.cpu() ? Style.BOLD : Style.PLAIN));
        }
        return lines;
    }

    /** Returns text broken at the width. */
    List<Line> wrapped(String text, Style style) {
        return Wrap.lines(Line.of(text, style), width);
    }

    private static List<Line> orNothing(List<Line> lines, String otherwise) {
        return lines.isEmpty() ? List.of(Line.of(otherwise, Style.DIM)) : lines;
    }
}
