package dev.bpflab.grade.agent;

import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.FieldWriter;
import dev.bpflab.agent.Message;
import dev.bpflab.agent.Pipe;
import dev.bpflab.agent.Thrown;
import dev.bpflab.agent.WireException;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.SessionEndedException;
import dev.bpflab.session.Elsewhere;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The grader's end of the pipe: gives the agent one order after the other and, until each is answered, serves its calls. An
 * agent that says what it may not, takes too long or is gone ends the conversation for good.
 */
final class Conversation implements Elsewhere {
    /** What one submission may say in all. */
    static final long MOST_BYTES = 256L << 20;

    private static final int KEPT_NAME = 80;

    private final RunningAgent agent;
    private final Pipe pipe;
    private final HostService service;
    private final ClaimReader claims;
    private final List<Path> classPath;
    private final Alarm alarm;
    private boolean ready;
    private @Nullable Ending ending;

    /**
     * Creates the conversation with an agent that has just been started.
     *
     * @param patience how long it may take over one order
     */
    Conversation(RunningAgent agent, KnownObjects objects, List<Path> classPath, Duration patience) {
        this.agent = agent;
        this.pipe = new Pipe(agent.output(), agent.input(), Message.Sender.AGENT);
        this.service = new HostService(objects);
        this.claims = new ClaimReader(objects);
        this.classPath = List.copyOf(classPath);
        this.alarm = new Alarm(agent, patience);
    }

    @Override
    public List<Path> classPath() {
        return classPath;
    }

    @Override
    public void define(Map<String, byte[]> classFiles) throws ThrownElsewhere {
        FieldWriter to = new FieldWriter()
                .list(
                        classFiles.entrySet(),
                        (fields, one) -> fields.text(one.getKey()).bytes(one.getValue()));
        order(Message.DEFINE, to, Message.DONE);
    }

    @Override
    public void invoke(String type, String method) throws ThrownElsewhere {
        order(Message.INVOKE, new FieldWriter().text(type).text(method), Message.DONE);
    }

    @Override
    public Optional<Object> read(String type, String field) throws ThrownElsewhere {
        FieldReader held = order(Message.READ, new FieldWriter().text(type).text(field), Message.HOLDS);
        return checked(() -> claims.read(held));
    }

    @Override
    public void forget(String variable, String type) {
        try {
            order(Message.FORGET, new FieldWriter().text(variable).text(type), Message.DONE);
        } catch (ThrownElsewhere nothingThere) {
            // A variable whose class was never loaded holds nothing.
        }
    }

    /** Ends the conversation from outside, such as when the whole submission has had its time. Any thread may call it. */
    void end(Ending why) {
        alarm.ring(why);
    }

    /** Returns how the conversation ended; empty while it goes on. */
    Optional<Ending> ending() {
        return Optional.ofNullable(ending).or(alarm::rung);
    }

    private synchronized FieldReader order(Message order, FieldWriter fields, Message wanted) throws ThrownElsewhere {
        if (ending().isPresent()) {
            throw over(ending().get());
        }
        Pipe.Received answer = checked(() -> {
            Alarm.Armed armed = alarm.arm();
            try {
                greet();
                pipe.send(order, fields);
                return answer();
            } finally {
                armed.close();
            }
        });
        if (answer.message() == Message.THREW) {
            Thrown thrown = checked(() -> {
                Thrown read = Thrown.read(answer.fields());
                answer.fields().end();
                return read;
            });
            throw new ThrownElsewhere(thrown);
        }
        if (answer.message() != wanted) {
            throw broken(new WireException(answer.message() + " in answer to " + order));
        }
        return answer.fields();
    }

    private void greet() throws IOException {
        if (!ready) {
            Pipe.Received first = next();
            int version = first.message() == Message.READY ? first.fields().i32() : -1;
            if (version != WireLimits.PROTOCOL) {
                throw new WireException(first.message() + " where " + Message.READY + " comes first");
            }
            first.fields().end();
            ready = true;
        }
    }

    /** Serves calls until something else comes. */
    private Pipe.Received answer() throws IOException {
        Pipe.Received received = next();
        while (received.message() == Message.CALL) {
            pipe.send(Message.REPLY, service.serve(received.fields()));
            received = next();
        }
        if (received.message() == Message.READY) {
            throw new WireException("a second " + Message.READY);
        }
        return received;
    }

    private Pipe.Received next() throws IOException {
        if (pipe.received() > MOST_BYTES) {
            throw new WireException("more than " + (MOST_BYTES >> 20) + " MiB");
        }
        return pipe.receive().orElseThrow(() -> new IOException("it is gone"));
    }

    /** What an agent can do wrong ends the conversation with an account of it. */
    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> T checked(Step<T> step) {
        try {
            return step.take();
        } catch (WireException broke) {
            throw broken(broke);
        } catch (IOException gone) {
            throw over(alarm.rung().orElseGet(agent::end));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unforeseen) {
            throw over(new Ending(
                    Ending.Kind.KILLED, "the simulated kernel could not do what it was asked: " + unforeseen));
        }
    }

    private SessionEndedException broken(WireException broke) {
        Optional<Ending> killed = alarm.rung();
        String what = String.valueOf(broke.getMessage());
        return over(killed.orElse(new Ending(Ending.Kind.BROKE_PROTOCOL, "the agent sent " + shortened(what))));
    }

    private static String shortened(String what) {
        return what.length() > 2 * KEPT_NAME ? what.substring(0, 2 * KEPT_NAME) + "…" : what;
    }

    private SessionEndedException over(Ending how) {
        Ending known = ending == null ? how : ending;
        ending = known;
        agent.kill();
        return new SessionEndedException(known);
    }
}
