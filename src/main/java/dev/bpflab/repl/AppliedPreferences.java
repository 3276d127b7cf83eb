package dev.bpflab.repl;

import dev.bpflab.session.FeedbackMode;
import java.util.Locale;

/** Makes what was chosen true for the session; what concerns keys is the prompt's. */
final class AppliedPreferences {
    private AppliedPreferences() {}

    static void to(Bench bench) {
        for (Preferences.Key key : Preferences.Key.values()) {
            apply(bench, key);
        }
        bench.preferences().onChange(key -> apply(bench, key));
    }

    private static void apply(Bench bench, Preferences.Key key) {
        if (key == Preferences.Key.FEEDBACK) {
            String mode = bench.preferences().get(Preferences.Key.FEEDBACK);
            bench.session().feedback(FeedbackMode.valueOf(mode.toUpperCase(Locale.ROOT)));
        } else if (key == Preferences.Key.THEME && bench.screen().themes() instanceof LiveTheme theme) {
            theme.choose(bench.preferences().get(Preferences.Key.THEME));
        }
    }
}
