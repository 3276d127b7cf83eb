package dev.bpflab.cli;

import dev.bpflab.view.Theme;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command reads and writes.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param environment the environment variables
 * @param terminal whether input and output are a terminal
 */
record Streams(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {
    private static final int DEFAULT_WIDTH = 80;

    /** Says that input and output are a terminal: the launcher has found that out, which takes long here. */
    private static final String TERMINAL = "bpflab.terminal";

    /** Returns this process's own. */
    static Streams ofProcess() {
        return new Streams(System.in, System.out, System.err, System.getenv(), hasTerminal());
    }

    /** Returns the same with another standard output. */
    Streams to(PrintStream other) {
        return new Streams(in, other, err, environment, terminal);
    }

    /** Returns the width of plain output in columns: COLUMNS, else 80. */
    int width() {
        try {
            return Math.max(40, Math.min(200, Integer.parseInt(environment.getOrDefault("COLUMNS", ""))));
        } catch (NumberFormatException unset) {
            return DEFAULT_WIDTH;
        }
    }

    /** Returns whether output may be coloured. */
    boolean colour() {
        return Theme.hasColour(environment, terminal);
    }

    /** Returns the character set of standard output. */
    Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.US_ASCII;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // what newer versions return instead is asked below
    private static boolean hasTerminal() {
        if (Boolean.getBoolean(TERMINAL)) {
            return true;
        }
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        // From Java 22 on there is a console without a terminal too, and a method that tells.
        try {
            return (boolean) MethodHandles.publicLookup()
                    .findVirtual(java.io.Console.class, "isTerminal", MethodType.methodType(boolean.class))
                    .invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (Throwable unexpected) {
            return false;
        }
    }
}
