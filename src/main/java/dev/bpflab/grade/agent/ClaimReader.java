package dev.bpflab.grade.agent;

import dev.bpflab.agent.ClaimKind;
import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.Shapes;
import dev.bpflab.agent.StageShapes;
import dev.bpflab.agent.WireException;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.FunctionShare;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Traffic;
import dev.bpflab.bpf.Workspace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what the agent claims a variable to hold the values that checks look at: the grader's own maps, programs, links,
 * processes and packets where the claim names one that it knows, and plain values otherwise. Nothing of the agent's is loaded.
 */
final class ClaimReader {
    private final KnownObjects objects;
    private final Workspace workspace;
    private final ProgramReader programs;

    /** Something of which only is known what it is called and how it is shown. */
    record Other(String type, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    ClaimReader(KnownObjects objects) {
        this.objects = objects;
        this.workspace = objects.workspace();
        this.programs = new ProgramReader(objects);
    }

    /** Reads a whole claim; empty when the variable holds nothing. */
    Optional<Object> read(FieldReader from) {
        Object value = value(from, WireLimits.DEPTH);
        from.end();
        return Optional.ofNullable(value);
    }

    private @Nullable Object value(FieldReader from, int depth) {
        ClaimKind kind = from.constant(ClaimKind.values());
        return switch (kind) {
            case NOTHING -> null;
            case MAP ->
                objects.map(from.i32(), from.i32()).<Object>map(map -> map).orElse(unknown("map"));
            case LOADED -> objects.program(from.i32(), from.i32()).orElse(unknown("program"));
            case LINK -> objects.link(from.i32()).orElse(unknown("link"));
            case PROGRAM -> programs.read(from);
            case BLUEPRINT -> KnownObjects.blueprint(Shapes.MAP_ATTR.read(from));
            case PROCESS -> process(from.bool(), StageShapes.PROCESS.read(from));
            case PACKETS -> packets(from);
            case TRAFFIC -> new Traffic(from.list(WireLimits.ELEMENTS, this::packets));
            case INTERFACE -> Shapes.INTERFACE.read(from);
            case FRAME -> new Frame(from.i64(), Optional.ofNullable(from.maybe(Shapes.SYMBOL::read)));
            case SHARE -> new FunctionShare(from.name(), from.i64(), from.i64(), from.i64());
            case OPTIONAL, LIST, ENTRIES -> several(kind, from, depth);
            default -> plain(kind, from);
        };
    }

    private static Object unknown(String what) {
        return new Other(what, "a " + what + " that was not made in this session");
    }

    private static Object plain(ClaimKind kind, FieldReader from) {
        return switch (kind) {
            case INTEGER -> integer(from.u8(), from.i64());
            case DECIMAL -> Double.longBitsToDouble(from.i64());
            case TRUTH -> from.bool();
            case TEXT -> text(from.bool(), from.text(WireLimits.MESSAGE));
            case BYTES -> ByteBuffer.wrap(from.bytes(WireLimits.BYTES)).order(ByteOrder.nativeOrder());
            case FILE -> from.text(WireLimits.MESSAGE);
            case OTHER -> new Other(from.name(), from.text(WireLimits.TEXT));
            default -> throw new WireException("a claim of kind " + kind + " where none is expected");
        };
    }

    private static Object integer(int size, long value) {
        return switch (size) {
            case Byte.BYTES -> (byte) value;
            case Short.BYTES -> (short) value;
            case Integer.BYTES -> (int) value;
            case Long.BYTES -> value;
            default -> throw new WireException("an integer of " + size + " bytes");
        };
    }

    private static CharSequence text(boolean isString, String text) {
        return isString ? text : CharBuffer.wrap(text);
    }

    /** Returns the process that the stage ran; another object where there was none such, or the agent says that it is none. */
    private Object process(boolean given, StartedProcess claimed) {
        return workspace.started().stream()
                .filter(started -> given && started.equals(claimed))
                .findFirst()
                .orElse(claimed);
    }

    private Packets packets(FieldReader from) {
        boolean given = from.bool();
        Packets claimed = StageShapes.PACKETS.read(from);
        return workspace.sent().stream()
                .filter(sent -> given && sent.equals(claimed))
                .findFirst()
                .orElse(claimed);
    }

    private Object several(ClaimKind kind, FieldReader from, int depth) {
        if (depth == 0) {
            throw new WireException("a claim that is nested too deeply");
        }
        return switch (kind) {
            case OPTIONAL -> Optional.ofNullable(from.maybe(fields -> element(fields, depth - 1)));
            case LIST -> from.list(WireLimits.ELEMENTS, fields -> element(fields, depth - 1));
            default -> EntriesReader.read(from, fields -> element(fields, depth - 1));
        };
    }

    /** Returns an element; nothing stands for itself. */
    private Object element(FieldReader from, int depth) {
        Object value = value(from, depth);
        return value == null ? Optional.empty() : value;
    }
}
