package dev.bpflab.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> made;
    private @Nullable T value;

    private Lazy(Supplier<T> made) {
        this.made = made;
    }

    static <T> Supplier<T> of(Supplier<T> made) {
        return new Lazy<>(made);
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) {
            known = made.get();
            value = known;
        }
        return known;
    }
}
