package dev.bpflab.repl;

import dev.bpflab.repl.Preferences.Key;
import dev.bpflab.session.FeedbackMode;
import java.util.Locale;

/** Makes what was chosen true for the session; what concerns keys is the prompt's. */
final class AppliedPreferences {
    private AppliedPreferences() {}

    static void to(Bench bench) {
        for (Key key : Key.values()) {
            apply(bench, key);
        }
        bench.preferences().onChange(key -> apply(bench, key));
    }

    private static void apply(Bench bench, Key key) {
        if (key == Key.FEEDBACK) {
            String mode = bench.preferences().get(Key.FEEDBACK);
            bench.session().feedback(FeedbackMode.valueOf(mode.toUpperCase(Locale.ROOT)));
        } else if (key == Key.THEME && bench.screen().themes() instanceof LiveTheme theme) {
            theme.choose(bench.preferences().get(Key.THEME));
        }
    }
}
