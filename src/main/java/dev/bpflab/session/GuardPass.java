package dev.bpflab.session;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes a snippet's classes stoppable: a call of {@link Guard#check} at the entry of every method and lambda and before
 * every jump backwards, so that neither an endless loop nor an endless recursion escapes it. Calls that would end the
 * process and accesses to the standard streams go to {@link Guard} too. As the inserted calls leave the operand stack as
 * it was, the frames that javac wrote stay right.
 */
final class GuardPass {
    private static final String GUARD = "dev/bpflab/session/Guard";

    /** Methods of the JDK that {@link Guard} stands in for, by owner, name and descriptor, with the stand-in. */
    private static final Map<String, Method> CALLS = Map.ofEntries(
            Map.entry("java/lang/System.exit(I)V", new Method(GUARD, "exit", "(I)V")),
            Map.entry("java/lang/Runtime.exit(I)V", new Method(GUARD, "exit", "(Ljava/lang/Runtime;I)V")),
            Map.entry("java/lang/Runtime.halt(I)V", new Method(GUARD, "halt", "(Ljava/lang/Runtime;I)V")),
            lookup("java/lang/Class", "getMethod", "(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;"),
            lookup(
                    "java/lang/Class",
                    "getDeclaredMethod",
                    "(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;"),
            lookup(
                    "java/lang/invoke/MethodHandles$Lookup",
                    "findStatic",
                    "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;"),
            lookup(
                    "java/lang/invoke/MethodHandles$Lookup",
                    "findVirtual",
                    "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;"));

    private static final Method PRINT_STACK_TRACE = new Method(GUARD, "printStackTrace", "(Ljava/lang/Throwable;)V");

    private static final Set<String> STREAMS = Set.of("in", "out", "err");

    private record Method(String owner, String name, String descriptor) {}

    private static Map.Entry<String, Method> lookup(String owner, String name, String descriptor) {
        return Map.entry(
                owner + "." + name + descriptor,
                new Method("dev/bpflab/session/GuardedLookup", name, "(L" + owner + ";" + descriptor.substring(1)));
    }

    private GuardPass() {}

    /** Returns the class with the guard's calls in it. */
    static byte[] guard(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return new Guarded(super.visitMethod(access, name, descriptor, signature, exceptions));
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static final class Guarded extends MethodVisitor {
        private final Set<Label> behind = new HashSet<>();

        Guarded(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            check();
        }

        @Override
        public void visitLabel(Label label) {
            behind.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            checkIfBackwards(label);
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
            checkIfBackwards(dflt, labels);
            super.visitTableSwitchInsn(min, max, dflt, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
            checkIfBackwards(dflt, labels);
            super.visitLookupSwitchInsn(dflt, keys, labels);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.GETSTATIC && owner.equals("java/lang/System") && STREAMS.contains(name)) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, name, "()" + descriptor, false);
            } else {
                super.visitFieldInsn(opcode, owner, name, descriptor);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            Method standIn = standIn(owner, name, descriptor);
            if (standIn == null || opcode == Opcodes.INVOKESPECIAL) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            } else {
                super.visitMethodInsn(
                        Opcodes.INVOKESTATIC, standIn.owner(), standIn.name(), standIn.descriptor(), false);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] redirected = arguments.clone();
            for (int i = 0; i < redirected.length; i++) {
                if (redirected[i] instanceof Handle handle) {
                    redirected[i] = redirected(handle);
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, redirected);
        }

        private static @Nullable Method standIn(String owner, String name, String descriptor) {
            return name.equals("printStackTrace") && descriptor.equals("()V") && isThrowable(owner)
                    ? PRINT_STACK_TRACE
                    : CALLS.get(owner + "." + name + descriptor);
        }

        /** A learner's own exception class is not there yet; its traces go where the process's own do. */
        private static boolean isThrowable(String owner) {
            try {
                ClassLoader ours = GuardPass.class.getClassLoader();
                return Throwable.class.isAssignableFrom(Class.forName(owner.replace('/', '.'), false, ours));
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }

        private static Handle redirected(Handle handle) {
            Method standIn = standIn(handle.getOwner(), handle.getName(), handle.getDesc());
            return standIn == null
                    ? handle
                    : new Handle(Opcodes.H_INVOKESTATIC, standIn.owner(), standIn.name(), standIn.descriptor(), false);
        }

        private void checkIfBackwards(Label target, Label... others) {
            boolean backwards = behind.contains(target);
            for (Label other : others) {
                backwards |= behind.contains(other);
            }
            if (backwards) {
                check();
            }
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "check", "()V", false);
        }
    }
}
