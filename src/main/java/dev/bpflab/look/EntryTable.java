package dev.bpflab.look;

import dev.bpflab.bpf.Datum;
import dev.bpflab.bpf.Entry;
import dev.bpflab.view.Snapshot;
import dev.bpflab.view.Snapshot.Row;
import java.util.List;

/** Entries that somebody holds, such as the top ten of a map, as a table. */
final class EntryTable {
    private EntryTable() {}

    static Snapshot of(List<Entry<?, ?>> entries, ProcessNames names) {
        List<Datum> keys = entries.stream().map(Entry::keyDatum).toList();
        List<Datum> values = entries.stream().map(Entry::valueDatum).toList();
        List<Row> rows = entries.stream()
                .map(entry -> Cells.row(Cells.key(entry.keyDatum(), entry.keyText()), entry.valueDatum()))
                .toList();
        Snapshot snapshot =
                new Snapshot("", "", null, Cells.columns("key", keys), Cells.columns("value", values), rows, 0);
        return names.beside(keys, snapshot, true);
    }
}
