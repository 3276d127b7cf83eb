package dev.bpflab.session;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The names that a session can use without an object, and what the sources say of them and of the members of types. */
final class Vocabulary {
    /** Where types are looked for whose name is not followed by more: the packages that are imported. */
    private static final List<String> PACKAGES = Preload.typePackages();

    private static final Set<String> OF_EVERY_ENUM = Set.of("valueOf", "values");

    private final DocIndex docs;
    private final Map<String, Set<Class<?>>> owners = new HashMap<>();

    Vocabulary(DocIndex docs) {
        this.docs = docs;
        for (String imported : Preload.staticNames()) {
            String type = imported.replaceFirst("\\.[^.]*$", "");
            find(type).ifPresent(this::add);
        }
    }

    private void add(Class<?> type) {
        for (Method method : type.getMethods()) {
            addOwner(method);
        }
        for (Field field : type.getFields()) {
            addOwner(field);
        }
    }

    private void addOwner(Member member) {
        if (Modifier.isStatic(member.getModifiers()) && !OF_EVERY_ENUM.contains(member.getName())) {
            owners.computeIfAbsent(member.getName(), name -> new LinkedHashSet<>())
                    .add(member.getDeclaringClass());
        }
    }

    /** Returns whether a name is one of the vocabulary. */
    boolean has(String name) {
        return owners.containsKey(name);
    }

    /** Returns all names of the vocabulary. */
    List<String> names() {
        return List.copyOf(owners.keySet());
    }

    /** Returns what is said of a name of the vocabulary; an entry for each overload. */
    List<DocIndex.Entry> of(String name) {
        List<DocIndex.Entry> entries = new ArrayList<>();
        for (Class<?> owner : owners.getOrDefault(name, Set.of())) {
            List<DocIndex.Entry> known = docs.of(owner.getSimpleName(), name);
            entries.addAll(known.isEmpty() ? declared(owner, name) : known);
        }
        return entries;
    }

    /** Returns what is said of a type by its simple name. */
    List<DocIndex.Entry> ofType(String type) {
        return docs.of(type, "");
    }

    /**
     * Returns what is said of a member of a type.
     *
     * @param type the type's name as JShell gives it: {@code BpfMap<Long,Long>}
     */
    List<DocIndex.Entry> of(String type, String member) {
        String raw = type.replaceFirst("<.*", "").replaceFirst("(\\[])+$", "");
        List<DocIndex.Entry> entries = new ArrayList<>();
        find(raw)
                .ifPresent(known -> lineage(known).forEach(each -> {
                    if (entries.isEmpty()) {
                        entries.addAll(docs.of(each.getSimpleName(), member));
                    }
                    if (entries.isEmpty()) {
                        entries.addAll(declared(each, member));
                    }
                }));
        return entries;
    }

    /** A type and all above it, nearest first. */
    private static Set<Class<?>> lineage(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.add(each);
        }
        for (Class<?> each : List.copyOf(all)) {
            interfaces(each, all);
        }
        return all;
    }

    private static void interfaces(Class<?> type, Set<Class<?>> into) {
        for (Class<?> each : type.getInterfaces()) {
            if (into.add(each)) {
                interfaces(each, into);
            }
        }
    }

    /** What is declared where there are no sources: the types of parameters, without their names. */
    private static List<DocIndex.Entry> declared(Class<?> owner, String name) {
        Stream<String> methods = Stream.of(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(name)
                        && Modifier.isPublic(method.getModifiers())
                        && !method.isSynthetic())
                .map(method -> bare(method.getGenericReturnType().getTypeName()) + " " + name
                        + Stream.of(method.getGenericParameterTypes())
                                .map(type -> bare(type.getTypeName()))
                                .collect(java.util.stream.Collectors.joining(", ", "(", ")")));
        Stream<String> fields = Stream.of(owner.getDeclaredFields())
                .filter(field -> field.getName().equals(name) && Modifier.isPublic(field.getModifiers()))
                .map(field -> bare(field.getGenericType().getTypeName()) + " " + name);
        return Stream.concat(methods, fields)
                .sorted()
                .map(signature -> new DocIndex.Entry(owner.getSimpleName(), name, signature, ""))
                .toList();
    }

    private static String bare(String type) {
        return type.replaceAll("[\\w$]+[.$](?=[\\w$.]*[A-Z])", "");
    }

    private static java.util.Optional<Class<?>> find(String name) {
        return Stream.concat(Stream.of(""), PACKAGES.stream())
                .flatMap(prefix -> load(prefix + name))
                .findFirst();
    }

    private static Stream<Class<?>> load(String name) {
        try {
            return Stream.of(Class.forName(name, false, Vocabulary.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError none) {
            return Stream.empty();
        }
    }
}
