package dev.bpflab.session;

import static dev.bpflab.session.Messages.text;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** What a learner is shown after a snippet that went well, in the words of the jshell tool. */
final class Feedback {
    /** A longer value is cut: nobody reads it, and a terminal scrolls the question away. */
    private static final int LONGEST_VALUE = 4_000;

    private static final Pattern NEGATIVE = Pattern.compile("-\\d{1,19}");
    private static final Pattern FROM_A_MAP = Pattern.compile(
            "\\b(?:readU64|sum|min|max|on)\\(|\\.(?:get|getAndRemove|pop|peek|value|key|putIfAbsent|getOrDefault)\\(");
    private static final Pattern DECLARED = Pattern.compile("(?:created|replaced) \\S+ \\S+");

    private final JShell shell;
    private final Supplier<FeedbackMode> mode;

    Feedback(JShell shell, Supplier<FeedbackMode> mode) {
        this.shell = shell;
        this.mode = mode;
    }

    /**
     * Returns the value or what was declared, as the mode wants it; empty when there is nothing to say.
     *
     * @param drawn whether the value is a picture, which is no longer than it has to be
     */
    String of(SnippetEvent event, boolean drawn) {
        String normal = normal(event, drawn);
        return switch (mode.get()) {
            case SILENT -> "";
            case CONCISE -> DECLARED.matcher(normal).matches() ? "" : normal;
            case NORMAL -> normal;
            case VERBOSE -> normal + typed(event, normal);
        };
    }

    /** Returns the value of an expression or variable; null when there is none. */
    static Outcome.@Nullable Result result(SnippetEvent event) {
        String value = event.value();
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (event.snippet() instanceof ExpressionSnippet found) {
            return new Outcome.Result(found.name(), Complaint.unqualified(found.typeName()), value);
        }
        return event.snippet() instanceof VarSnippet found
                ? new Outcome.Result(found.name(), Complaint.unqualified(found.typeName()), value)
                : null;
    }

    /** Returns the type of a value in a line of its own; empty where the line before says all. */
    private static String typed(SnippetEvent event, String shown) {
        if (shown.isEmpty()) {
            return "";
        }
        if (event.snippet() instanceof ExpressionSnippet value) {
            return "\n|  value of " + value.name() + " : " + value.typeName();
        }
        if (event.snippet() instanceof VarSnippet variable) {
            boolean scratch = variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
            String kind = verb(event) + (scratch ? " scratch variable " : " variable ");
            return "\n|  " + kind + variable.name() + " : " + Complaint.unqualified(variable.typeName());
        }
        return "";
    }

    private String normal(SnippetEvent event, boolean drawn) {
        Snippet snippet = event.snippet();
        String text = switch (snippet.kind()) {
            case VAR -> variable((VarSnippet) snippet, event, drawn);
            case EXPRESSION -> expression((ExpressionSnippet) snippet, event.value(), drawn);
            case METHOD, TYPE_DECL -> verb(event) + " " + name((DeclarationSnippet) snippet);
            default -> "";
        };
        return snippet instanceof DeclarationSnippet declared ? text + caveat(declared) : text;
    }

    private String variable(VarSnippet snippet, SnippetEvent event, boolean drawn) {
        return event.value() == null
                        || snippet.name().isEmpty()
                        || shell.status(snippet) == Status.RECOVERABLE_NOT_DEFINED
                ? "created " + name(snippet)
                : shown(snippet, snippet.name(), Complaint.unqualified(snippet.typeName()), event.value(), drawn);
    }

    private static String expression(ExpressionSnippet snippet, @Nullable String value, boolean drawn) {
        return value == null || value.isEmpty()
                ? ""
                : shown(snippet, snippet.name(), Complaint.unqualified(snippet.typeName()), value, drawn);
    }

    /** The lines of a value stand below each other, so that what is in columns stays in columns. */
    private static String shown(Snippet snippet, String name, String type, String value, boolean drawn) {
        String text = drawn ? value : cut(name, value) + unsigned(snippet.source(), type, value);
        return name + " ==>" + (value.contains("\n") || drawn ? "\n" : " ") + text;
    }

    private static String cut(String name, String value) {
        return value.length() <= LONGEST_VALUE
                ? value
                : value.substring(0, LONGEST_VALUE) + "… (" + value.length() + " characters; System.out.println(" + name
                        + ") prints all)";
    }

    /** Java has no unsigned long: a number that comes from a map is shown as both. */
    private static String unsigned(String source, String type, String value) {
        boolean isLong = type.equals("Long") || type.equals("long");
        return isLong
                        && NEGATIVE.matcher(value).matches()
                        && FROM_A_MAP.matcher(source).find()
                ? " (as u64 " + Long.toUnsignedString(Long.parseLong(value)) + ")"
                : "";
    }

    private static String verb(SnippetEvent event) {
        return event.previousStatus().isDefined() ? "replaced" : "created";
    }

    /** Returns what a type is and is called: {@code record Point}. */
    static String kindAndName(TypeDeclSnippet type) {
        return name(type);
    }

    private static String name(DeclarationSnippet snippet) {
        if (snippet instanceof MethodSnippet method) {
            return "method " + method.name() + "(" + method.parameterTypes() + ")";
        }
        if (snippet instanceof TypeDeclSnippet type) {
            String kind = switch (type.subKind()) {
                case INTERFACE_SUBKIND -> "interface";
                case ENUM_SUBKIND -> "enum";
                case ANNOTATION_TYPE_SUBKIND -> "annotation interface";
                case RECORD_SUBKIND -> "record";
                default -> "class";
            };
            return kind + " " + type.name();
        }
        return "variable " + snippet.name();
    }

    /** Returns what keeps a declaration from being used yet; empty when nothing does. */
    private String caveat(DeclarationSnippet snippet) {
        Status status = shell.status(snippet);
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED
                ? text("feedback.usableOnceThereIs", missing(snippet))
                : "";
    }

    private String missing(DeclarationSnippet snippet) {
        List<String> names = shell.unresolvedDependencies(snippet).toList();
        return names.isEmpty() ? text("feedback.whatItNeeds") : String.join(" and ", names);
    }

    /** Says of a declaration that was used too early what it is. */
    String unresolved(DeclarationSnippet snippet) {
        return text("feedback.usesWhichIsNotDeclared", name(snippet), missing(snippet));
    }
}
