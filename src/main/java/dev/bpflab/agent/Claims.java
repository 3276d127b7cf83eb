package dev.bpflab.agent;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.FunctionShare;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Traffic;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what a variable holds, as {@link ClaimKind} says. */
final class Claims {
    private static final int LARGEST = WireLimits.MESSAGE / 2;
    private static final int SHOWN = 2_000;

    private final Workspace workspace;
    private final FieldWriter to = new FieldWriter();

    private Claims(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Thrown for what has no place in a message. */
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Returns what is to be said of a value; of one that is too large only that it is. */
    static FieldWriter of(@Nullable Object value, Workspace workspace) {
        try {
            Claims claims = new Claims(workspace);
            claims.write(value, WireLimits.DEPTH);
            return claims.to;
        } catch (TooLarge | StackOverflowError large) {
            String type = value == null ? "" : value.getClass().getSimpleName();
            return new Claims(workspace).other(type, "a " + type + " that is too large to look at");
        }
    }

    private void write(@Nullable Object value, int depth) {
        if (to.size() > LARGEST) {
            throw new TooLarge();
        }
        if (value == null) {
            to.constant(ClaimKind.NOTHING);
        } else if (!writeOurs(value) && !writePlain(value) && !writeSeveral(value, depth)) {
            other(value.getClass().getSimpleName(), text(value));
        }
    }

    private FieldWriter other(String type, String text) {
        return to.constant(ClaimKind.OTHER)
                .text(Texts.cut(type, WireLimits.NAME))
                .text(Texts.cut(text, SHOWN));
    }

    private static String text(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException | StackOverflowError e) {
            return "(its toString() throws)";
        }
    }

    private boolean writeOurs(Object value) {
        if (value instanceof BpfMap<?, ?> map) {
            to.constant(ClaimKind.MAP).i32(map.id()).i32(map.number());
        } else if (value instanceof BpfProgram program) {
            to.constant(ClaimKind.LOADED).i32(program.id()).i32(program.number());
        } else if (value instanceof Link link) {
            to.constant(ClaimKind.LINK).i32(link.number());
        } else if (value instanceof Program program) {
            ProgramClaim.write(to, program);
        } else if (value instanceof MapSpec<?, ?> spec) {
            Shapes.MAP_ATTR.write(to.constant(ClaimKind.BLUEPRINT), spec.attr());
        } else if (value instanceof NetInterface one) {
            Shapes.INTERFACE.write(to.constant(ClaimKind.INTERFACE), one);
        } else if (value instanceof Frame frame) {
            to.constant(ClaimKind.FRAME).i64(frame.address());
            to.maybe(frame.symbol().orElse(null), Shapes.SYMBOL.writer());
        } else if (value instanceof FunctionShare share) {
            to.constant(ClaimKind.SHARE).text(Texts.cut(share.function(), WireLimits.NAME));
            to.i64(share.self()).i64(share.total()).i64(share.of());
        } else {
            return writeHappened(value);
        }
        return true;
    }

    /** The very objects that the stage gave are told from others like them. */
    private boolean writeHappened(Object value) {
        if (value instanceof StartedProcess process) {
            to.constant(ClaimKind.PROCESS).bool(isOneOf(workspace.started(), process));
            StageShapes.PROCESS.write(to, process);
        } else if (value instanceof Packets packets) {
            packets(to.constant(ClaimKind.PACKETS), packets);
        } else if (value instanceof Traffic traffic) {
            to.constant(ClaimKind.TRAFFIC).list(traffic.packets(), this::packets);
        } else {
            return false;
        }
        return true;
    }

    private void packets(FieldWriter fields, Packets packets) {
        StageShapes.PACKETS.write(fields.bool(isOneOf(workspace.sent(), packets)), packets);
    }

    private static <T> boolean isOneOf(List<T> given, T candidate) {
        return given.stream().anyMatch(each -> each == candidate);
    }

    private boolean writePlain(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            int size = value instanceof Long ? 8 : value instanceof Integer ? 4 : value instanceof Short ? 2 : 1;
            to.constant(ClaimKind.INTEGER).u8(size).i64(((Number) value).longValue());
        } else if (value instanceof Number number) {
            to.constant(ClaimKind.DECIMAL).i64(Double.doubleToLongBits(number.doubleValue()));
        } else if (value instanceof Boolean truth) {
            to.constant(ClaimKind.TRUTH).bool(truth);
        } else if (value instanceof CharSequence text) {
            to.constant(ClaimKind.TEXT).bool(value instanceof String).text(fitting(text.toString()));
        } else if (value instanceof ByteBuffer buffer && buffer.remaining() <= WireLimits.BYTES) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            to.constant(ClaimKind.BYTES).bytes(bytes);
        } else if (value instanceof Path path) {
            return writeFile(path);
        } else {
            return false;
        }
        return true;
    }

    private static String fitting(String text) {
        if (text.length() > LARGEST / 3) {
            throw new TooLarge();
        }
        return text;
    }

    private boolean writeFile(Path path) {
        try {
            if (Files.isRegularFile(path) && Files.size(path) < LARGEST / 3) {
                String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
                to.constant(ClaimKind.FILE).text(fitting(text));
                return true;
            }
        } catch (IOException unreadable) {
            // It is shown by its name.
        }
        return false;
    }

    private boolean writeSeveral(Object value, int depth) {
        if (depth == 0) {
            return false;
        }
        if (value instanceof Optional<?> optional) {
            to.constant(ClaimKind.OPTIONAL).maybe(optional.orElse(null), (fields, one) -> write(one, depth - 1));
        } else if (value instanceof Map<?, ?> map) {
            ClaimKind.Form form = map instanceof NavigableMap<?, ?> ? ClaimKind.Form.SORTED : ClaimKind.Form.MAP;
            entries(form, elements(map.entrySet()), depth);
        } else if (value instanceof Iterable<?> iterable) {
            List<Object> elements = elements(iterable);
            boolean entries = !elements.isEmpty()
                    && elements.stream()
                            .allMatch(each -> each instanceof Entry<?, ?> || each instanceof Map.Entry<?, ?>);
            if (entries) {
                entries(ClaimKind.Form.LIST, elements, depth);
            } else {
                to.constant(ClaimKind.LIST).list(elements, (fields, one) -> write(one, depth - 1));
            }
        } else {
            return false;
        }
        return true;
    }

    /** A list that was made for ever ends here. */
    private static List<Object> elements(Iterable<?> iterable) {
        List<Object> elements = new ArrayList<>();
        for (Object element : iterable) {
            elements.add(element == null ? Optional.empty() : element);
            if (elements.size() > WireLimits.ELEMENTS) {
                throw new TooLarge();
            }
        }
        return elements;
    }

    private void entries(ClaimKind.Form form, List<Object> elements, int depth) {
        List<Encodings.Pair> pairs = elements.stream().map(Encodings::pair).toList();
        to.constant(ClaimKind.ENTRIES).constant(form).list(pairs, (fields, pair) -> {
            write(pair.key(), depth - 1);
            write(pair.value(), depth - 1);
        });
        Encodings.write(to, pairs, workspace.maps());
        if (to.size() > LARGEST * 3 / 2) {
            throw new TooLarge();
        }
    }
}
