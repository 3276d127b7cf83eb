package dev.bpflab.agent;

import dev.bpflab.bpf.Workspace;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Carries out the grader's orders, one after the other, on a thread of its own, with a workspace on the grader's host. */
final class Agent {
    /** As deep as the main thread of a JVM that a learner starts. */
    private static final long STACK_BYTES = 8L << 20;

    private final Pipe pipe;
    private final Calls calls;
    private final Workspace workspace;
    private final SnippetClasses classes = new SnippetClasses();
    private final BlockingQueue<Pipe.Received> orders = new LinkedBlockingQueue<>();

    private record ClassFile(String name, byte[] bytes) {}

    Agent(Pipe pipe) {
        this.pipe = pipe;
        this.calls = new Calls(pipe);
        RemoteStage stage = new RemoteStage(calls);
        this.workspace = new Workspace(new RemoteHost(calls), stage);
        workspace.follow(stage.traffic());
    }

    /** Serves until the grader closes its end. */
    void serve() throws IOException {
        Thread worker = new Thread(null, this::work, "snippets", STACK_BYTES);
        worker.setDaemon(true);
        worker.setContextClassLoader(classes);
        worker.start();
        pipe.send(Message.READY, new FieldWriter().i32(WireLimits.PROTOCOL));
        for (Optional<Pipe.Received> next = pipe.receive(); next.isPresent(); next = pipe.receive()) {
            if (next.get().message() == Message.REPLY) {
                calls.replied(next.get().fields());
            } else {
                orders.add(next.get());
            }
        }
    }

    private void work() {
        workspace.use();
        while (true) {
            try {
                carryOut(orders.take());
            } catch (InterruptedException e) {
                // Meant for a snippet that has just ended.
            } catch (IOException graderIsGone) {
                return;
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a snippet may throw anything, and the grader has to be told
    private void carryOut(Pipe.Received order) throws IOException {
        Message answer = Message.DONE;
        FieldWriter fields = new FieldWriter();
        try {
            FieldReader from = order.fields();
            switch (order.message()) {
                case DEFINE -> define(from.list(WireLimits.ELEMENTS, Agent::classFile));
                case INVOKE -> invoke(from.name(), from.name());
                case FORGET -> forget(from.name(), from.name());
                case READ -> {
                    answer = Message.HOLDS;
                    fields = Claims.of(read(from.name(), from.name()), workspace);
                }
                default -> throw new WireException("order " + order.message());
            }
        } catch (Throwable thrown) {
            answer = Message.THREW;
            fields = new FieldWriter();
            Throwables.describe(thrown).write(fields);
        }
        pipe.send(answer, fields);
    }

    private static ClassFile classFile(FieldReader from) {
        return new ClassFile(from.name(), from.bytes(WireLimits.MESSAGE));
    }

    private void define(List<ClassFile> files) throws ClassNotFoundException {
        files.forEach(file -> classes.add(file.name(), file.bytes()));
        for (ClassFile file : files) {
            classes.define(file.name());
        }
    }

    private void invoke(String type, String method) throws Throwable {
        Method snippet = classes.loadClass(type).getDeclaredMethod(method);
        snippet.setAccessible(true);
        try {
            snippet.invoke(null);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        } finally {
            // What a snippet left behind is not meant for the next.
            Thread.interrupted();
        }
    }

    private @Nullable Object read(String type, String name) throws ReflectiveOperationException {
        return field(type, name).get(null);
    }

    private Field field(String type, String name) throws ReflectiveOperationException {
        Field field = classes.loadClass(type).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private void forget(String variable, String present) throws ReflectiveOperationException {
        classes.forget(variable, present.isEmpty() ? null : classes.loadClass(present));
    }
}
