package dev.bpflab.look;

import dev.bpflab.bpf.Datum;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.view.Snapshot;
import dev.bpflab.view.Snapshot.Column;
import dev.bpflab.view.Snapshot.Row;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The names of the processes whose ids stand in keys. No map says that its keys are process ids: they are taken for such
 * when a field is called so, or when one of them is the id of a process that the stage ran.
 */
public final class ProcessNames {
    /** Knows no process. */
    public static final ProcessNames NONE = new ProcessNames(Map.of(), pid -> Optional.empty());

    private static final Set<String> FIELDS = Set.of("pid", "tgid");

    private final Map<Long, String> started;
    private final LongFunction<Optional<String>> others;

    private ProcessNames(Map<Long, String> started, LongFunction<Optional<String>> others) {
        this.started = started;
        this.others = others;
    }

    /** Returns the names that a workspace's stage knows. */
    public static ProcessNames of(Workspace workspace) {
        Map<Long, String> started = new HashMap<>();
        for (StartedProcess process : workspace.started()) {
            started.put(process.pid(), process.comm());
        }
        return new ProcessNames(started, pid -> workspace.stage().comm(pid));
    }

    /** Returns the snapshot with a column of names beside its keys; the same where these are no process ids. */
    Snapshot beside(List<Datum> keys, Snapshot snapshot, boolean mayBePids) {
        boolean named = !keys.isEmpty() && keys.get(0) instanceof Datum.Group && pid(keys.get(0)) != null;
        boolean seen = mayBePids && keys.stream().anyMatch(key -> ran(pid(key)));
        if (!named && !seen) {
            return snapshot;
        }
        List<Column> columns = new ArrayList<>(snapshot.keys());
        columns.add(new Column("process", false));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < snapshot.rows().size(); i++) {
            Row row = snapshot.rows().get(i);
            List<String> key = new ArrayList<>(row.key());
            key.add(name(pid(keys.get(i))));
            rows.add(new Row(key, row.value(), row.number(), row.perCpu()));
        }
        return new Snapshot(
                snapshot.name(),
                snapshot.about(),
                snapshot.fill(),
                columns,
                snapshot.values(),
                rows,
                snapshot.unread());
    }

    private boolean ran(@Nullable Long pid) {
        return pid != null && started.containsKey(pid);
    }

    private String name(@Nullable Long pid) {
        if (pid == null) {
            return "";
        }
        String own = started.get(pid);
        return own == null ? others.apply(pid).orElse("") : own;
    }

    /** Returns the process id in a key: a number, its upper half as in bpf_get_current_pid_tgid, or a field of that name. */
    private static @Nullable Long pid(Datum key) {
        if (key instanceof Datum.Group group) {
            return group.fields().entrySet().stream()
                    .filter(field -> FIELDS.contains(field.getKey()))
                    .flatMap(field -> field.getValue().number().stream())
                    .findFirst()
                    .map(BigInteger::longValue)
                    .orElse(null);
        }
        return key.number()
                .map(number -> number.bitLength() > Integer.SIZE ? number.shiftRight(Integer.SIZE) : number)
                .map(BigInteger::longValue)
                .orElse(null);
    }
}
