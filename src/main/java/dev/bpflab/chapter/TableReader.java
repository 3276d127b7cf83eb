package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.List;
import org.asciidoctor.ast.Cell;
import org.asciidoctor.ast.Row;
import org.asciidoctor.ast.Table;

/** Reads a table of Asciidoctor's tree; cells that span others or hold blocks have no place in a terminal. */
final class TableReader {
    private final DocumentReader reader;
    private final Table table;

    TableReader(DocumentReader reader, Table table) {
        this.reader = reader;
        this.table = table;
    }

    Block.Table read() {
        List<List<Text>> rows = new ArrayList<>(rows(table.getBody()));
        rows.addAll(rows(table.getFooter()));
        List<List<Text>> header = rows(table.getHeader());
        List<Boolean> right = table.getColumns().stream()
                .map(column -> column.getHorizontalAlignment() == Table.HorizontalAlignment.RIGHT)
                .toList();
        return new Block.Table(reader.marks(table), header.isEmpty() ? List.of() : header.get(0), rows, right);
    }

    private List<List<Text>> rows(List<Row> rows) {
        return rows.stream()
                .map(row -> row.getCells().stream().map(this::cell).toList())
                .toList();
    }

    private Text cell(Cell cell) {
        if (cell.getColspan() > 1 || cell.getRowspan() > 1 || cell.getInnerDocument() != null) {
            reader.problem(table, "a cell that spans others or holds blocks has no place in a page");
        }
        return reader.text(table, cell.getText());
    }
}
