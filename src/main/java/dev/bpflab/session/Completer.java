package dev.bpflab.session;

import dev.bpflab.session.Completions.Candidate;
import dev.bpflab.session.Completions.Documented;
import dev.bpflab.session.Completions.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Proposes how a text can go on, and says what the proposals are. */
final class Completer {
    /** What every object has; people look for it last. */
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** As JShell writes a method: {@code BpfMap<K,V> Bpf.<K, V>createMap(MapSpec<K,V> spec)}, a constructor without result. */
    private static final Pattern METHOD =
            Pattern.compile("(?:\\S.* )?(?:([\\w$]+)(?:<[^(]*>)?\\.)?(?:<.*> ?)?([\\w$]+)\\(.*\\)");

    private final Engine engine;
    private final Vocabulary vocabulary;

    Completer(Engine engine, Vocabulary vocabulary) {
        this.engine = engine;
        this.vocabulary = vocabulary;
    }

    private JShell shell() {
        return engine.shell();
    }

    private SourceCodeAnalysis analysis() {
        return shell().sourceCodeAnalysis();
    }

    /** Proposes how the text can go on at its end. */
    Completions complete(String text) {
        int[] anchor = {text.length()};
        Map<String, Boolean> found = new LinkedHashMap<>();
        analysis().completionSuggestions(text, text.length(), anchor).stream()
                .sorted(Comparator.comparing(SourceCodeAnalysis.Suggestion::continuation))
                .forEach(one -> found.merge(one.continuation(), one.matchesType(), Boolean::logicalOr));
        Cursor cursor = Cursor.of(text, anchor[0]);
        boolean typed = anchor[0] < text.length();
        boolean choosy = cursor.argument() >= 0 && !typed && found.containsValue(true) && found.containsValue(false);
        Sources sources = new Sources(cursor);
        List<Candidate> candidates = found.entrySet().stream()
                .filter(one -> one.getValue() || !choosy)
                .map(one -> sources.candidate(one.getKey(), one.getValue()))
                .sorted(order(typed || cursor.argument() >= 0))
                .toList();
        List<Documented> call = cursor.argument() < 0 ? List.of() : documented(cursor.call());
        return new Completions(anchor[0], candidates, call, cursor.argument());
    }

    /** What fits first, then what people look for first, then the alphabet; what every object has last. */
    private static Comparator<Candidate> order(boolean fitting) {
        Comparator<Candidate> order = Comparator.comparing(Completer::isOfEveryObject);
        if (fitting) {
            order = order.thenComparing(candidate -> !candidate.fits());
        }
        return order.thenComparing(Candidate::kind).thenComparing(Candidate::text);
    }

    private static boolean isOfEveryObject(Candidate candidate) {
        return candidate.kind() == Kind.MEMBER && OF_EVERY_OBJECT.contains(bare(candidate.text()));
    }

    private static String bare(String candidate) {
        return candidate.replaceFirst("\\(.*", "");
    }

    /** Says of a text that ends with a name, or with a method's opening bracket, what there is to say. */
    List<Documented> documented(String text) {
        return analysis().documentation(text, text.length(), false).stream()
                .map(SourceCodeAnalysis.Documentation::signature)
                .distinct()
                .map(signature -> ours(withoutPackages(signature)).orElseGet(() -> theirs(text, signature)))
                .distinct()
                .toList();
    }

    private java.util.Optional<Documented> ours(String signature) {
        Matcher method = METHOD.matcher(signature);
        if (!method.matches()) {
            String type = signature.replaceFirst("<.*", "").replaceFirst(".*[. ]", "");
            return vocabulary.ofType(type).stream().findFirst().map(Completer::documented);
        }
        String owner = method.group(1) == null ? method.group(2) : method.group(1);
        String parameters = parameters(signature);
        return vocabulary.of(owner, method.group(2)).stream()
                .filter(entry ->
                        !entry.text().isEmpty() && parameters(entry.signature()).equals(parameters))
                .findFirst()
                .map(Completer::documented);
    }

    /** The names of the parameters, by which overloads are told apart: types are written in more than one way. */
    private static String parameters(String signature) {
        return Stream.of(signature
                        .replaceFirst("^[^(]*\\(", "")
                        .replaceFirst("\\)$", "")
                        .split(","))
                .map(parameter -> parameter.replaceFirst(".*\\s", "") + parameter.contains("..."))
                .reduce("", (all, one) -> all + "," + one);
    }

    private static Documented documented(DocIndex.Entry entry) {
        return new Documented(entry.signature(), entry.text());
    }

    /** What the JDK says where its sources are there, which takes a moment. */
    private Documented theirs(String text, String signature) {
        String comment = analysis().documentation(text, text.length(), true).stream()
                .filter(one -> one.signature().equals(signature))
                .map(SourceCodeAnalysis.Documentation::javadoc)
                .filter(doc -> doc != null)
                .findFirst()
                .orElse("");
        return new Documented(
                withoutPackages(signature), JavadocText.of(comment).text());
    }

    /** JShell writes the package of whatever it does not know to be imported. */
    private static String withoutPackages(String signature) {
        return signature.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
    }

    /** Where candidates come from: what the session declared, the vocabulary, the type before the dot. */
    private final class Sources {
        private final Map<String, VarSnippet> variables = new HashMap<>();
        private final Map<String, String> methods = new HashMap<>();
        private final Set<String> types = new java.util.HashSet<>();
        private final @Nullable String receiver;
        private int described;

        Sources(Cursor cursor) {
            shell().variables().forEach(variable -> variables.put(variable.name(), variable));
            shell().methods().forEach(method -> methods.put(method.name(), method.signature()));
            shell().types().forEach(type -> types.add(type.name()));
            String before = cursor.receiver();
            String type = before.isEmpty() ? null : analysis().analyzeType(before, before.length());
            receiver = before.isEmpty() ? null : type == null ? before : type;
        }

        Candidate candidate(String text, boolean fits) {
            String name = bare(text);
            if (receiver != null) {
                return of(text, Kind.MEMBER, fits, vocabulary.of(receiver, name));
            }
            VarSnippet variable = variables.get(name);
            if (variable != null && text.equals(name)) {
                String signature = Complaint.unqualified(variable.typeName()) + " " + name;
                return new Candidate(text, Kind.VARIABLE, fits, signature, summary(variable));
            }
            String method = methods.get(name);
            if (method != null && !text.equals(name)) {
                String signature = withoutPackages(method).replaceFirst("^\\((.*)\\)(.*)$", "$2 " + name + "($1)");
                return new Candidate(text, Kind.DECLARED, fits, signature, "");
            }
            if (types.contains(name)) {
                return new Candidate(text, Kind.DECLARED, fits, name, "");
            }
            if (vocabulary.has(name)) {
                return of(text, Kind.VOCABULARY, fits, vocabulary.of(name));
            }
            boolean type = Character.isUpperCase(name.isEmpty() ? ' ' : name.charAt(0));
            return of(text, type ? Kind.TYPE : Kind.OTHER, fits, type ? vocabulary.ofType(name) : List.of());
        }

        private Candidate of(String text, Kind kind, boolean fits, List<DocIndex.Entry> entries) {
            String signature = entries.isEmpty() ? "" : entries.get(0).signature();
            String more = entries.size() > 1 ? " (+" + (entries.size() - 1) + ")" : "";
            String said = entries.stream()
                    .map(DocIndex.Entry::text)
                    .filter(doc -> !doc.isEmpty())
                    .findFirst()
                    .orElse("");
            return new Candidate(text, kind, fits, signature + more, JavadocText.firstSentence(said));
        }

        /** What a live object says of itself; of a few, since each takes a moment. */
        private String summary(VarSnippet variable) {
            boolean ours =
                    Complaint.unqualified(variable.typeName()).matches("(?:Bpf|Program|Link|MapSpec|ProgramSpec).*");
            if (!ours || described++ > 8) {
                return "";
            }
            return engine.variable(variable.name())
                    .map(String::valueOf)
                    .orElse("null")
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
