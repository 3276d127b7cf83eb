package dev.bpflab.session;

import static dev.bpflab.session.Messages.text;

import dev.bpflab.session.Hints.Mistake;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** The mistakes in which a name means nothing. */
final class NameHints {
    private static final String NOT_FOUND = "cant\\.resolve\\S*";
    private static final Set<String> COMMANDS = Set.of("help", "exit", "quit", "vars", "list", "dump", "watch", "lab");
    private static final Set<String> PRINTERS = Set.of("print", "println", "printf", "echo", "puts");
    /** Where people find what is not imported, the usual places first: to ask JShell's index takes seconds at first. */
    private static final List<String> PACKAGES = List.of(
            "java.time",
            "java.nio",
            "java.nio.charset",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "java.text",
            "java.time.format",
            "java.time.temporal",
            "java.nio.channels",
            "java.nio.file.attribute",
            "java.util.zip",
            "java.util.logging",
            "java.util.random",
            "java.lang.reflect",
            "java.lang.invoke",
            "java.security",
            "java.net.http",
            "java.sql");

    private static final int FAR = 3;
    private static final int SHORT = 4;

    static final List<Mistake> ROWS = List.of(
            new Mistake(NOT_FOUND, NameHints::printing),
            new Mistake(NOT_FOUND, NameHints::register),
            new Mistake(NOT_FOUND, NameHints::known),
            new Mistake(NOT_FOUND, NameHints::label),
            new Mistake(NOT_FOUND, NameHints::command),
            new Mistake(NOT_FOUND, NameHints::missingImport),
            new Mistake(NOT_FOUND, NameHints::undeclared),
            new Mistake(NOT_FOUND, slip -> near(slip, slip.candidates())));

    private NameHints() {}

    private static @Nullable String printing(Slip slip) {
        return slip.isMethod() && PRINTERS.contains(slip.name()) ? text("nameHints.systemOutPrintlnPrintsThe") : null;
    }

    private static @Nullable String register(Slip slip) {
        return slip.name().matches("R\\d+") ? text("nameHints.registersAreRToR") : null;
    }

    private static @Nullable String known(Slip slip) {
        List<String> candidates = slip.candidates();
        String other = otherCase(slip, candidates);
        return other == null ? methodWithoutParentheses(slip, candidates) : other;
    }

    /** A method is proposed for a method, and anything else for anything else. */
    private static @Nullable String otherCase(Slip slip, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> isCall(candidate) == slip.isMethod())
                .map(NameHints::bare)
                .filter(candidate -> candidate.equalsIgnoreCase(slip.name()) && !candidate.equals(slip.name()))
                .findFirst()
                .map(candidate -> text("nameHints.didYouMeanLargeAnd", candidate))
                .orElse(null);
    }

    private static boolean isCall(String candidate) {
        return candidate.contains("(");
    }

    private static String bare(String candidate) {
        return candidate.replaceAll("\\W.*", "");
    }

    private static @Nullable String methodWithoutParentheses(Slip slip, List<String> candidates) {
        return candidates.stream()
                .filter(candidate ->
                        !slip.isMethod() && isCall(candidate) && bare(candidate).equals(slip.name()))
                .findFirst()
                .map(candidate -> text(
                        "nameHints.methodIsCalledWithParentheses", slip.name(), candidate.endsWith(")") ? "" : "…"))
                .orElse(null);
    }

    private static @Nullable String label(Slip slip) {
        return !slip.isMethod() && slip.beforeName().matches("(?s).*\\bj\\w+\\([^()]*")
                ? text("nameHints.labelStandsInQuotationMarks", slip.name())
                : null;
    }

    private static @Nullable String command(Slip slip) {
        return COMMANDS.contains(slip.name()) && slip.source().strip().startsWith(slip.name())
                ? text("nameHints.commandBeginsWithASlash", slip.name())
                : null;
    }

    private static @Nullable String missingImport(Slip slip) {
        if (!Character.isUpperCase(slip.name().charAt(0))) {
            return null;
        }
        return PACKAGES.stream()
                .map(name -> name + "." + slip.name())
                .filter(NameHints::exists)
                .findFirst()
                .map(name -> "import " + name + " first")
                .orElse(null);
    }

    private static boolean exists(String type) {
        try {
            Class.forName(type, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError none) {
            return false;
        }
    }

    private static @Nullable String undeclared(Slip slip) {
        return slip.after().matches("(?s)\\s*=[^=].*") && slip.beforeName().isBlank()
                ? text("nameHints.newVariableIsDeclaredVar", slip.source().strip())
                : null;
    }

    private static @Nullable String near(Slip slip, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> isCall(candidate) == slip.isMethod())
                .map(NameHints::bare)
                .min(Comparator.comparingInt(candidate -> distance(candidate, slip.name())))
                .filter(candidate ->
                        distance(candidate, slip.name()) < (slip.name().length() <= SHORT ? 2 : FAR))
                .map(candidate -> text("nameHints.didYouMean", candidate))
                .orElse(null);
    }

    private static int distance(String a, String b) {
        return LevenshteinDistance.getDefaultInstance().apply(a, b);
    }
}
