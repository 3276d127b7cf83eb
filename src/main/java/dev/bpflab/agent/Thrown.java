package dev.bpflab.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says that a snippet threw.
 *
 * @param type the class's name
 * @param message what it says; null when it says nothing
 * @param advice what helps, where the vocabulary knows: of a program that the verifier refused; else empty
 * @param unresolved the number by which the compiler knows a method that was called before what it needs was declared; -1
 *     for anything else
 * @param frames the calls under way, the innermost first
 * @param cause what it was caused by, or null
 */
public record Thrown(
        String type,
        @Nullable String message,
        String advice,
        int unresolved,
        List<StackTraceElement> frames,
        @Nullable Thrown cause) {
    private static final int FRAMES = 64;
    private static final int CAUSES = 4;

    public Thrown {
        frames = List.copyOf(frames);
    }

    /** Writes it; texts that are too long are cut. */
    public void write(FieldWriter to) {
        write(to, CAUSES);
    }

    private void write(FieldWriter to, int causes) {
        to.text(Texts.cut(type, WireLimits.NAME));
        to.maybe(message, (fields, text) -> fields.text(Texts.cut(text, WireLimits.TEXT)));
        to.text(Texts.cut(advice, WireLimits.TEXT));
        to.i32(unresolved).list(frames.subList(0, Math.min(FRAMES, frames.size())), Thrown::writeFrame);
        Thrown next = causes > 0 ? cause : null;
        to.maybe(next, (fields, thrown) -> thrown.write(fields, causes - 1));
    }

    private static void writeFrame(FieldWriter to, StackTraceElement frame) {
        String file = frame.getFileName();
        to.text(Texts.cut(frame.getClassName(), WireLimits.NAME))
                .text(Texts.cut(frame.getMethodName(), WireLimits.NAME));
        to.text(file == null ? "" : Texts.cut(file, WireLimits.NAME)).i32(frame.getLineNumber());
    }

    /** Reads what {@link #write} wrote. */
    public static Thrown read(FieldReader from) {
        return read(from, CAUSES);
    }

    private static Thrown read(FieldReader from, int causes) {
        String type = from.name();
        String message = from.maybe(fields -> fields.text(WireLimits.TEXT));
        String advice = from.text(WireLimits.TEXT);
        int unresolved = from.i32();
        List<StackTraceElement> frames = new ArrayList<>(from.list(FRAMES, Thrown::readFrame));
        boolean caused = from.bool();
        if (caused && causes == 0) {
            throw new WireException("a cause of a cause of a cause too many");
        }
        return new Thrown(type, message, advice, unresolved, frames, caused ? read(from, causes - 1) : null);
    }

    private static StackTraceElement readFrame(FieldReader from) {
        String type = from.name();
        String method = from.name();
        String file = from.name();
        return new StackTraceElement(type, method, file.isEmpty() ? null : file, from.i32());
    }
}
