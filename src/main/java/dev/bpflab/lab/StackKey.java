package dev.bpflab.lab;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.CountedStack;
import dev.bpflab.bpf.Counts;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.StackProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a map of counts has the ids of stacks in its keys: a number alone is that of a kernel stack; a struct has members of
 * the names {@code kernel}, {@code user} and {@code pid}, of which not all must be there.
 */
record StackKey(Column column, List<String> members) {
    private static final Pattern STRUCT = Pattern.compile("\\((.*)\\)");
    private static final String KERNEL = "kernel";
    private static final String USER = "user";
    private static final String PID = "pid";

    /** As if there had been no stack: -EFAULT. */
    private static final long NONE = -14;

    /** What a key says of a stack. */
    private record Ids(long kernel, long user, int pid) {}

    StackKey {
        members = List.copyOf(members);
    }

    /** Reads a codec; {@link IllegalArgumentException} when it has no id. */
    static StackKey parse(String codec) {
        Column column = Columns.of(codec);
        Matcher struct = STRUCT.matcher(codec);
        List<String> members = new ArrayList<>();
        if (struct.matches()) {
            for (String member : struct.group(1).split(",", -1)) {
                String[] words = member.strip().split("\\s+", 2);
                members.add(words.length == 2 ? words[1] : "");
            }
        } else {
            members.add(KERNEL);
        }
        boolean resolvable = !members.contains(USER) || members.contains(PID);
        if (!resolvable || (!members.contains(KERNEL) && !members.contains(USER))) {
            throw new IllegalArgumentException(
                    "key='" + codec + "' has no id of a stack; name members kernel, user and, "
                            + "for user stacks, pid: \"(u32 pid, i32 kernel, i32 user)\"");
        }
        return new StackKey(column, members);
    }

    /**
     * Returns what a map has counted whose keys have the column's size.
     *
     * @param process the one of which it tells, or of all when it is negative
     */
    StackProfile<Long> profile(BpfMap<?, ?> counts, BpfMap<?, ?> stacks, long process) {
        List<CountedStack<Long>> all = new ArrayList<>();
        for (Entry<?, ?> entry : counts) {
            Ids ids = ids(counts, entry.key());
            if (process < 0 || ids.pid == process) {
                List<Frame> frames = stacks.frames(ids.kernel, ids.user, ids.pid);
                all.add(new CountedStack<>(
                        (long) ids.pid, frames, Counts.of(entry.value()).orElse(0)));
            }
        }
        return new StackProfile<>(all);
    }

    private Ids ids(BpfMap<?, ?> counts, Object key) {
        Object read = MapContents.key(counts, column, key);
        List<?> values = read instanceof List<?> several ? several : List.of(read);
        return new Ids(value(values, KERNEL, NONE), value(values, USER, NONE), (int) value(values, PID, 0));
    }

    private long value(List<?> values, String member, long otherwise) {
        int index = members.indexOf(member);
        return index < 0 ? otherwise : (Long) values.get(index);
    }
}
