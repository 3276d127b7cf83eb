package dev.bpflab.repl;

import dev.bpflab.view.Palette;
import dev.bpflab.view.Theme;
import java.util.function.Supplier;

/** The theme of a terminal, which can change while it is used: by a choice, or by what the terminal says of itself. */
public final class LiveTheme implements Supplier<Theme> {
    private final Theme found;
    private volatile boolean light;
    private volatile String choice = "auto";

    /** Begins with the theme that the environment tells of. */
    public LiveTheme(Theme found) {
        this.found = found;
        this.light = found.palette().isLight();
    }

    @Override
    public Theme get() {
        return switch (choice) {
            case "dark" -> found.in(found.palette().on(false));
            case "light" -> found.in(found.palette().on(true));
            case "none" -> found.in(Palette.NONE);
            default -> found.in(found.palette().on(light));
        };
    }

    /** Chooses among those of {@link Preferences.Key#THEME}. */
    void choose(String theme) {
        choice = theme;
    }

    /** Takes what the terminal says of its background, which counts unless someone chose. */
    void background(boolean isLight) {
        light = isLight;
    }

    /** Returns whether it would help to know the background. */
    boolean asks() {
        return found.colour();
    }
}
