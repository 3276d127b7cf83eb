package dev.bpflab.cli.doctor;

import java.util.Locale;

/** The parts of what the doctor says, in its order. */
public enum Section {
    /** What {@code --fix} has done. */
    MENDED,
    MACHINE,
    KERNEL,
    CONFIGURATION,
    RIGHTS,
    FILE_SYSTEMS,
    MAP_TYPES,
    PROGRAM_TYPES,
    HELPERS,
    ATTACH_TYPES,
    /** Places where a program was attached for a moment. */
    HOOKS,
    SYMBOLS,
    JAVA,
    TERMINAL,
    GRADING,
    TOOLS,
    LABS;

    /** Returns the words for it, such as {@code map types}; they are in the JSON and do not change. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
