package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Why operations fail and what to do about it, in rows: the first one of the errno whose condition holds is the answer. In
 * its texts {@code {word}} stands for what is known of the subject under that word.
 *
 * @param <S> what an operation is done with
 */
final class FailureTable<S> {
    private record Row<S>(
            Errno errno,
            Predicate<S> when,
            String cause,
            @Nullable String remedy) {}

    private final BiFunction<String, S, String> words;
    private final List<Row<S>> rows = new ArrayList<>();

    /** Creates a table without rows; {@code words} fills in the texts. */
    FailureTable(BiFunction<String, S, String> words) {
        this.words = words;
    }

    FailureTable<S> row(Errno errno, Predicate<S> when, String cause, @Nullable String remedy) {
        rows.add(new Row<>(errno, when, cause, remedy));
        return this;
    }

    FailureTable<S> row(Errno errno, String cause, @Nullable String remedy) {
        return row(errno, subject -> true, cause, remedy);
    }

    /** Returns the exception; where no row fits, the cause is the errno's own text. */
    BpfException of(String operation, Errno errno, S subject) {
        for (Row<S> row : rows) {
            if (row.errno == errno && row.when.test(subject)) {
                String remedy = row.remedy == null ? null : words.apply(row.remedy, subject);
                return new BpfException(operation, errno, words.apply(row.cause, subject), remedy);
            }
        }
        return new BpfException(operation, errno, errno.text().toLowerCase(Locale.ROOT), null);
    }
}
