package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.chapter.Generated;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of map operations is whole, and the page that learners read is made from it. */
class MapOperationTableTest {
    @Test
    void everyOperationStandsThereOnceForEveryType() {
        List<String> wanted = new ArrayList<>();
        for (MapType type : MapOperationTable.TYPES) {
            MapOperationCase.list().forEach(one -> wanted.add(type + ", " + one.operation() + ", " + one.when()));
        }
        assertThat(MapOperationTable.rows())
                .extracting(row -> row.type() + ", " + row.operation() + ", " + row.when())
                .containsExactlyElementsOf(wanted)
                .doesNotHaveDuplicates();
    }

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        Generated.holds(MapOperationsPage.FILE, MapOperationsPage.of(MapOperationTable.rows()));
    }

    @Test
    void theTableOfTypesSaysWhatTheTableSays() throws IOException {
        Generated.holds(MapTypesTable.FILE, MapTypesTable.of(MapOperationTable.rows()));
    }
}
