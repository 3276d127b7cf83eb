package dev.bpflab.look;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.MapContents;
import dev.bpflab.bpf.StackProfile;
import dev.bpflab.isa.Program;
import dev.bpflab.pattern.Histogram;
import dev.bpflab.view.Line;
import dev.bpflab.view.Picture;
import dev.bpflab.view.Snapshot;
import dev.bpflab.view.SnapshotTable;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What values look like that are more than a line of text. */
public final class Pictures {
    /** A result is a glance: whoever wants more asks for it. */
    private static final int ROWS = 10;

    /** To read more entries than these before a prompt comes back would take too long. */
    private static final int READ = 1_000;

    private static final int ROWS_OF_A_LIST = 1_000;

    private final ProcessNames names;

    /** Creates the pictures of values in which these processes may be named. */
    public Pictures(ProcessNames names) {
        this.names = names;
    }

    /** Returns the picture of a value that somebody asked for by its name, and so wants to see whole. */
    public @Nullable Picture asked(@Nullable Object value) {
        return value instanceof BpfProgram loaded
                ? program(loaded.toString(), loaded.spec().program())
                : of(value);
    }

    /** Returns the picture of a value that a snippet gave; null for one that a line of text shows best. */
    public @Nullable Picture of(@Nullable Object value) {
        if (value instanceof BpfMap<?, ?> map) {
            return map(map);
        }
        if (value instanceof Program program) {
            return program(program.toString().lines().findFirst().orElse(""), program);
        }
        if (value instanceof Histogram histogram) {
            return HistogramPicture.of(histogram);
        }
        if (value instanceof StackProfile<?> profile) {
            return ProfilePicture.of(profile);
        }
        List<Entry<?, ?>> entries = entries(value);
        return entries.size() < 2 ? null : new SnapshotTable(EntryTable.of(entries, names), ROWS_OF_A_LIST, "");
    }

    private @Nullable Picture map(BpfMap<?, ?> map) {
        try {
            Snapshot snapshot = MapLook.read(map, READ, names);
            Snapshot.Fill fill = snapshot.fill();
            boolean nothing = snapshot.rows().isEmpty() || (fill != null && fill.used() == 0);
            return nothing ? null : snapshot.picture(ROWS, "/dump " + map.id() + " shows more");
        } catch (BpfException unreadable) {
            return null;
        }
    }

    private static Picture program(String heading, Program program) {
        return width -> {
            List<Line> lines = new ArrayList<>(Wrap.lines(Line.of(heading, Style.BOLD), width));
            lines.addAll(new Listing(program).all(width));
            return lines;
        };
    }

    /** Returns the entries of a map or of a list of entries; none of anything else. */
    private static List<Entry<?, ?>> entries(@Nullable Object value) {
        List<Entry<?, ?>> entries = new ArrayList<>();
        if (value instanceof MapContents<?, ?> contents) {
            entries.addAll(contents.entries());
        } else if (value instanceof Collection<?> many) {
            for (Object each : many) {
                if (!(each instanceof Entry<?, ?> entry)) {
                    return List.of();
                }
                entries.add(entry);
            }
        }
        return entries;
    }
}
