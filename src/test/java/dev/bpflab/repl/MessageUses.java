package dev.bpflab.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What one compiled class says: its calls of {@link Messages#text} and its other strings.
 *
 * @param name of the class file
 * @param uses its messages
 * @param strings its string constants, also those that are parts of longer ones
 */
public record MessageUses(String name, List<Use> uses, List<String> strings) {
    private static final Pattern MESSAGES = Pattern.compile("dev/bpflab/(\\w+)/Messages");

    /**
     * A message: the room whose file has it, its key, empty when that is no literal, the number of its arguments, and the
     * method that says it.
     */
    public record Use(String room, String key, int arguments, String place) {}

    /** Reads the compiled classes of rooms. */
    public static List<MessageUses> ofRooms(String... rooms) throws Exception {
        Path classes = Path.of(Messages.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<MessageUses> read = new ArrayList<>();
        for (String room : rooms) {
            try (Stream<Path> files = Files.walk(classes.resolve("dev/bpflab").resolve(room))) {
                for (Path file : files.filter(found -> found.toString().endsWith(".class"))
                        .toList()) {
                    read.add(of(file));
                }
            }
        }
        return read;
    }

    private static MessageUses of(Path file) throws IOException {
        MessageUses found = new MessageUses(file.toString(), new ArrayList<>(), new ArrayList<>());
        new ClassReader(Files.readAllBytes(file)).accept(found.new Reader(), ClassReader.SKIP_DEBUG);
        return found;
    }

    private final class Reader extends ClassVisitor {
        private String type = "";

        Reader() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            type = name;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            return new Calls(this.type + "." + name);
        }
    }

    /** Follows the literals that stand before an array of arguments until the call that takes both. */
    private final class Calls extends MethodVisitor {
        private final String place;
        private final Deque<Use> begun = new ArrayDeque<>();
        private String literal = "";
        private int number = -1;

        Calls(String place) {
            super(Opcodes.ASM9);
            this.place = place;
        }

        @Override
        public void visitLdcInsn(Object value) {
            literal = value instanceof String text ? text : "";
            if (!literal.isEmpty()) {
                strings.add(literal);
            }
            number = -1;
        }

        @Override
        public void visitInsn(int opcode) {
            boolean small = opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5;
            number = small ? opcode - Opcodes.ICONST_0 : -1;
            literal = small ? literal : "";
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            number = operand;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.ANEWARRAY && type.equals("java/lang/Object")) {
                begun.push(new Use("", literal, number, place));
            }
            literal = "";
        }

        @Override
        public void visitJumpInsn(int opcode, org.objectweb.asm.Label label) {
            literal = "";
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            literal = "";
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
            literal = "";
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean inInterface) {
            boolean takesArray = type.substring(0, type.indexOf(')')).endsWith("[Ljava/lang/Object;");
            Use taken = takesArray && !begun.isEmpty() ? begun.pop() : new Use("", "", 0, place);
            Matcher room = MESSAGES.matcher(owner);
            if (room.matches() && name.equals("text")) {
                uses.add(new Use(room.group(1), taken.key(), taken.arguments(), place));
            }
            literal = "";
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... constants) {
            for (Object constant : constants) {
                if (constant instanceof String recipe) {
                    strings.add(recipe);
                }
            }
            literal = "";
        }
    }
}
