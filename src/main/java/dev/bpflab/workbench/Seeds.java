package dev.bpflab.workbench;

import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What events come from.
 *
 * @param given what was asked for; empty when nothing was
 * @param chosen gives what is taken in its place where nobody should know it beforehand: the same each time
 */
public record Seeds(OptionalLong given, LongSupplier chosen) {
    /** Returns the seeds of a run; what nobody asked for is chosen anew. */
    public static Seeds of(OptionalLong given) {
        return new Seeds(given, new Anew());
    }

    /** Returns a seed that nobody could know. */
    public static long anew() {
        return 1L + new SecureRandom().nextInt(Integer.MAX_VALUE - 1);
    }

    /** Such a seed, chosen when it is first asked for: what chooses it takes long to begin. */
    private static final class Anew implements LongSupplier {
        private long chosen;

        @Override
        public synchronized long getAsLong() {
            if (chosen == 0) {
                chosen = anew();
            }
            return chosen;
        }
    }

    /** Returns the seed of the user's own simulated kernel: always the same, unless asked for otherwise. */
    public long host() {
        return given.orElse(1);
    }

    /** Returns the seed of the traffic on the live kernel: another one each time, unless asked for otherwise. */
    public long traffic() {
        return given.orElseGet(() -> chosen.getAsLong() + 1);
    }

    /** Returns the seed of the trials of a program: one that nobody could know, unless asked for otherwise. */
    public long trials() {
        return given.orElseGet(chosen);
    }
}
