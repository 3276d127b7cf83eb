package dev.bpflab.agent;

/**
 * What the grader and the agent say to each other; the row's number is the byte on the pipe. The grader orders and the agent
 * answers each order once; in between the agent may call, and the grader answers each call once.
 */
public enum Message {
    /** From the agent, once: it is there. Fields: {@link WireLimits#PROTOCOL}. */
    READY(Sender.AGENT),
    /** Defines classes. Fields: how many, then of each its name and class file. Answered by {@link #DONE} or {@link #THREW}. */
    DEFINE(Sender.GRADER),
    /** Calls a static method without parameters. Fields: class, method. Answered by {@link #DONE} or {@link #THREW}. */
    INVOKE(Sender.GRADER),
    /** Asks what a static field holds. Fields: class, field. Answered by {@link #HOLDS} or {@link #THREW}. */
    READ(Sender.GRADER),
    /** Lets go of what a variable held in earlier declarations. Fields: variable, the class that declares it now or nothing. */
    FORGET(Sender.GRADER),
    /** Answers a {@link #CALL}. Fields: {@link CallEnd}, then what that row says. */
    REPLY(Sender.GRADER),
    /** Calls the grader's host or stage. Fields: {@link HostCall}, then its arguments. */
    CALL(Sender.AGENT),
    /** An order was carried out. */
    DONE(Sender.AGENT),
    /** What was ordered threw. Fields: {@link Thrown}. */
    THREW(Sender.AGENT),
    /** What a field holds. Fields: a claim, see {@link ClaimKind}. */
    HOLDS(Sender.AGENT);

    /** Who may send a message. */
    public enum Sender {
        /** Whoever grades. */
        GRADER,
        /** The process in which snippets run. */
        AGENT
    }

    private static final Message[] ALL = values();

    private final Sender sender;

    Message(Sender sender) {
        this.sender = sender;
    }

    /** Returns who may send it. */
    public Sender sender() {
        return sender;
    }

    /** Returns the message with a number; {@link WireException} when there is none, or the other side has none such to send. */
    static Message of(int number, Sender sender) {
        if (number < 0 || number >= ALL.length || ALL[number].sender != sender) {
            throw new WireException("a message of kind " + number + ", which is none of its");
        }
        return ALL[number];
    }
}
