package dev.bpflab.repl;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jspecify.annotations.Nullable;

/** What was typed, each once, where it was typed last; kept in a file that several prompts may use at the same time. */
final class SnippetHistory implements History {
    private final @Nullable HistoryFile file;
    private final List<String> lines = new ArrayList<>();
    private boolean loaded;
    private int index;

    /** Returns a history that is kept in a file, or is not when that is null. */
    SnippetHistory(@Nullable Path file) {
        this.file = file == null ? null : new HistoryFile(file);
    }

    /** An entry of it. */
    private record Line(int index, Instant time, String line) implements Entry {}

    @Override
    public void attach(LineReader reader) {
        if (!loaded) {
            load();
        }
    }

    @Override
    public void load() {
        loaded = true;
        if (file != null) {
            file.read().forEach(this::put);
        }
        moveToEnd();
    }

    private void put(String line) {
        lines.remove(line);
        lines.add(line);
    }

    @Override
    public void add(Instant time, String typed) {
        String line = typed.stripTrailing();
        if (!line.isBlank()) {
            boolean isNew = lines.isEmpty() || !lines.get(lines.size() - 1).equals(line);
            put(line);
            if (isNew && file != null) {
                file.append(line);
            }
        }
        moveToEnd();
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public int first() {
        return 0;
    }

    @Override
    public int last() {
        return lines.size() - 1;
    }

    @Override
    public String get(int at) {
        return lines.get(at);
    }

    @Override
    public ListIterator<Entry> iterator(int from) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            entries.add(new Line(entries.size(), Instant.EPOCH, line));
        }
        return entries.listIterator(from);
    }

    @Override
    public String current() {
        return index < lines.size() ? lines.get(index) : "";
    }

    @Override
    public boolean previous() {
        return moveTo(index - 1);
    }

    @Override
    public boolean next() {
        if (index >= lines.size()) {
            return false;
        }
        index++;
        return true;
    }

    @Override
    public boolean moveToFirst() {
        return index != 0 && moveTo(0);
    }

    @Override
    public boolean moveToLast() {
        return index != last() && moveTo(last());
    }

    @Override
    public boolean moveTo(int at) {
        boolean exists = at >= 0 && at < lines.size();
        index = exists ? at : index;
        return exists;
    }

    @Override
    public void moveToEnd() {
        index = lines.size();
    }

    @Override
    public void resetIndex() {
        index = Math.min(index, lines.size());
    }

    @Override
    public void purge() {
        lines.clear();
        index = 0;
    }

    /** Does nothing: each line is written when it is typed. */
    @Override
    public void save() {}

    @Override
    public void write(Path to, boolean onlyNew) throws IOException {
        throw new IOException("write " + to);
    }

    @Override
    public void append(Path to, boolean onlyNew) throws IOException {
        throw new IOException("append " + to);
    }

    @Override
    public void read(Path from, boolean onlyNew) throws IOException {
        throw new IOException("read " + from);
    }
}
