package dev.bpflab.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Makes of the sources of the vocabulary what completion says of it. Runs in the build. */
public final class DocCompiler {
    private DocCompiler() {}

    /**
     * Writes the index.
     *
     * @param arguments the folder of the sources and the folder of the classes
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]).resolve("dev/bpflab/session").resolve(DocIndex.FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, DocIndex.write(entries(Path.of(arguments[0]))), UTF_8);
    }

    /** Returns what the sources say of everything in the vocabulary that can be used, in the order of the files' names. */
    static List<DocIndex.Entry> entries(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<DocIndex.Entry> entries = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(files(sources)));
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(DocTrees.instance(task), entries).scan(unit, null);
            }
        }
        return entries;
    }

    private static List<Path> files(Path sources) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : Preload.folders()) {
            try (Stream<Path> files = Files.list(sources.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** Finds what is public in a file. */
    private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final List<DocIndex.Entry> entries;

        Reader(DocTrees trees, List<DocIndex.Entry> entries) {
            this.trees = trees;
            this.entries = entries;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (type.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
                return null;
            }
            JavadocText doc = doc();
            String name = type.getSimpleName().toString();
            add(name, "", Signatures.of(type), doc);
            if (type.getKind() == Tree.Kind.RECORD) {
                for (Map.Entry<String, String> component : doc.parameters().entrySet()) {
                    add(name, component.getKey(), component.getKey() + "()", JavadocText.of(component.getValue()));
                }
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            JavadocText doc = doc();
            if (isPublic(method.getModifiers().getFlags())) {
                boolean constructor = method.getReturnType() == null;
                String type = enclosing().getSimpleName().toString();
                add(type, constructor ? type : method.getName().toString(), Signatures.of(method, type), doc);
            }
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void nothing) {
            JavadocText doc = doc();
            if (isPublic(field.getModifiers().getFlags())) {
                String type = enclosing().getSimpleName().toString();
                add(type, field.getName().toString(), Signatures.of(field), doc);
            }
            return null;
        }

        private void add(String type, String member, String signature, JavadocText doc) {
            entries.add(new DocIndex.Entry(type, member, signature, doc.text()));
        }

        private JavadocText doc() {
            String comment = trees.getDocComment(getCurrentPath());
            return JavadocText.of(comment == null ? "" : comment);
        }

        private ClassTree enclosing() {
            TreePath path = getCurrentPath().getParentPath();
            return (ClassTree) path.getLeaf();
        }

        /** Members of interfaces are public without saying so. */
        private boolean isPublic(java.util.Set<Modifier> flags) {
            Tree parent = getCurrentPath().getParentPath().getLeaf();
            return flags.contains(Modifier.PUBLIC)
                    || (parent.getKind() == Tree.Kind.INTERFACE && !flags.contains(Modifier.PRIVATE));
        }
    }

    /** What is declared, as completion shows it: without packages, annotations and modifiers. */
    private static final class Signatures {
        static String of(ClassTree type) {
            String kind = switch (type.getKind()) {
                case INTERFACE -> "interface ";
                case ENUM -> "enum ";
                case RECORD -> "record ";
                default -> "class ";
            };
            return kind + type.getSimpleName() + parameters(type.getTypeParameters());
        }

        static String of(MethodTree method, String type) {
            Tree result = method.getReturnType();
            return (result == null ? type : bare(result) + " " + method.getName())
                    + method.getParameters().stream()
                            .map(Signatures::parameter)
                            .collect(Collectors.joining(", ", "(", ")"));
        }

        /** A constant says what it is by its name; everything else has a type. */
        static String of(VariableTree field) {
            boolean constant = String.valueOf(field.getType()).isEmpty();
            return constant ? field.getName().toString() : bare(field.getType()) + " " + field.getName();
        }

        private static String parameter(VariableTree parameter) {
            String type = bare(parameter.getType());
            boolean variable = parameter.toString().contains("...");
            return (variable ? type.replaceFirst("\\[]$", "...") : type) + " " + parameter.getName();
        }

        private static String parameters(List<? extends Tree> types) {
            return types.isEmpty()
                    ? ""
                    : types.stream().map(Signatures::bare).collect(Collectors.joining(", ", "<", ">"));
        }

        private static String bare(Tree type) {
            return type.toString()
                    .replaceAll("@[\\w.]+(\\([^)]*\\))? ?", "")
                    .replaceAll("\\b[a-z]\\w*\\.(?=[\\w.]*[A-Z])", "")
                    .replaceAll("\\s+", " ")
                    .replaceAll(",(?! )", ", ")
                    .strip();
        }
    }
}
