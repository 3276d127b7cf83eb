package dev.bpflab.grade.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpflab.agent.ClaimKind;
import dev.bpflab.agent.FieldWriter;
import dev.bpflab.agent.HostCall;
import dev.bpflab.agent.Message;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.SessionEndedException;
import dev.bpflab.session.Elsewhere.ThrownElsewhere;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.Sim;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationTest {
    private static final byte[] READY = frame(Message.READY, new FieldWriter().i32(WireLimits.PROTOCOL));
    private static final byte[] DONE = frame(Message.DONE, new FieldWriter());

    private final Workspace workspace = Sim.workspace(1, Recordings.NONE);

    @AfterEach
    void close() {
        workspace.close();
    }

    private static byte[] frame(Message message, FieldWriter fields) {
        return raw(message.ordinal(), fields.toBytes());
    }

    private static byte[] raw(int kind, byte... body) {
        return ByteBuffer.allocate(5 + body.length)
                .putInt(1 + body.length)
                .put((byte) kind)
                .put(body)
                .array();
    }

    private static byte[] holding(FieldWriter claim) {
        return frame(Message.HOLDS, claim);
    }

    private static byte[] all(byte[]... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Stream.of(frames).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private Conversation with(ScriptedAgent agent) {
        return new Conversation(agent, new KnownObjects(workspace), List.of(), Duration.ofSeconds(60));
    }

    private Conversation saying(byte[]... frames) {
        return with(new ScriptedAgent(all(frames)));
    }

    @Test
    void ordersAreAnsweredAndCallsServedInBetween() throws ThrownElsewhere {
        ScriptedAgent agent = new ScriptedAgent(
                all(READY, frame(Message.CALL, new FieldWriter().constant(HostCall.POSSIBLE_CPUS)), DONE));

        with(agent).invoke("Snippet", "run");

        byte[] invoke = frame(Message.INVOKE, new FieldWriter().text("Snippet").text("run"));
        byte[] reply = frame(
                Message.REPLY, new FieldWriter().u8(0).i32(workspace.host().possibleCpus()));
        assertThat(agent.heard()).isEqualTo(all(invoke, reply));
        assertThat(agent.isKilled()).isFalse();
    }

    @Test
    void whatTheAgentHoldsIsRead() throws ThrownElsewhere {
        Conversation conversation = saying(
                READY,
                holding(new FieldWriter().constant(ClaimKind.INTEGER).u8(8).i64(4)),
                holding(new FieldWriter().constant(ClaimKind.NOTHING)));

        assertThat(conversation.read("Snippet", "found")).contains(4L);
        assertThat(conversation.read("Snippet", "nothing")).isEmpty();
    }

    @Test
    void whatASnippetThrewIsTold() {
        FieldWriter thrown = new FieldWriter()
                .text("java.lang.ArithmeticException")
                .bool(true)
                .text("/ by zero")
                .text("");
        thrown.i32(-1).i32(0).bool(false);
        Conversation conversation = saying(READY, frame(Message.THREW, thrown), DONE);

        ThrownElsewhere told = catchThrowableOfType(ThrownElsewhere.class, () -> conversation.invoke("Snippet", "run"));

        assertThat(told.thrown().type()).isEqualTo("java.lang.ArithmeticException");
        assertThat(told.thrown().message()).isEqualTo("/ by zero");
        assertThat(conversation.ending()).isEmpty();
    }

    static Stream<Arguments> brokenWords() {
        byte[] call = frame(
                Message.CALL, new FieldWriter().constant(HostCall.CLOSE).i32(3).u8(1));
        byte[] unknownCall = frame(Message.CALL, new FieldWriter().u8(250));
        byte[] longName =
                frame(Message.CALL, new FieldWriter().constant(HostCall.UNPIN).text("x".repeat(WireLimits.NAME + 1)));
        byte[] huge = ByteBuffer.allocate(9).putInt(Integer.MAX_VALUE).array();
        return Stream.of(
                row("no greeting", all(DONE), "DONE where READY comes first"),
                row("another version", frame(Message.READY, new FieldWriter().i32(99)), "READY comes first"),
                row("two greetings", all(READY, READY), "a second READY"),
                row("an order of ours", all(READY, raw(Message.INVOKE.ordinal())), "a message of kind 2"),
                row("an unknown kind", all(READY, raw(77)), "a message of kind 77"),
                row("another answer", all(READY, holding(new FieldWriter().constant(ClaimKind.NOTHING))), "HOLDS in"),
                row("a call that nobody knows", all(READY, unknownCall), "number 250"),
                row("a call with too much in it", all(READY, call), "1 bytes too many"),
                row("a name that is too long", all(READY, longName), "4097 bytes"),
                row("a huge message", all(READY, huge), "a message of 2147483647 bytes"),
                row("a message that breaks off", all(READY, new byte[] {0, 0, 0, 9, 6, 1}), "breaks off"),
                row("text", "Exception in thread".getBytes(java.nio.charset.StandardCharsets.UTF_8), "a message of"));
    }

    private static Arguments row(String what, byte[] says, String complaint) {
        return Arguments.of(what, says, complaint);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenWords")
    void anAgentThatSaysWhatItMayNotIsEnded(String what, byte[] says, String complaint) {
        ScriptedAgent agent = new ScriptedAgent(says);
        Conversation conversation = with(agent);

        SessionEndedException ended =
                catchThrowableOfType(SessionEndedException.class, () -> conversation.invoke("Snippet", "run"));

        assertThat(ended.ending().kind()).isEqualTo(Ending.Kind.BROKE_PROTOCOL);
        assertThat(ended.ending().reason()).startsWith("the agent sent ").contains(complaint);
        assertThat(agent.isKilled()).isTrue();
        assertThat(conversation.ending()).contains(ended.ending());
    }

    static Stream<Arguments> brokenClaims() {
        FieldWriter deep = new FieldWriter();
        for (int depth = 0; depth <= WireLimits.DEPTH; depth++) {
            deep.constant(ClaimKind.LIST).i32(1);
        }
        FieldWriter noProgram =
                new FieldWriter().constant(ClaimKind.PROGRAM).text("").bytes(new byte[] {1, 2, 3});
        FieldWriter noWords = new FieldWriter().constant(ClaimKind.PROGRAM).text("");
        noWords.bytes(new byte[] {(byte) 0x95, 0, 0, 0, 0, 0, 0, 0}).i32(0);
        FieldWriter manyEncodings =
                new FieldWriter().constant(ClaimKind.ENTRIES).u8(0).i32(0).i32(1_000_000);
        return Stream.of(
                Arguments.of("an unknown kind", new FieldWriter().u8(99), "number 99"),
                Arguments.of("too deep", deep.constant(ClaimKind.NOTHING), "nested too deeply"),
                Arguments.of("an integer of 3 bytes", integer(3), "an integer of 3 bytes"),
                Arguments.of("more behind it", integer(8).u8(0), "1 bytes too many"),
                Arguments.of(
                        "a long list",
                        new FieldWriter().constant(ClaimKind.LIST).i32(1 << 30),
                        "a list of"),
                Arguments.of("no program", noProgram.i32(0), "a program that is none"),
                Arguments.of("a program without words", noWords, "the words for 0"),
                Arguments.of("encodings without end", manyEncodings, "encodings: 1000000"));
    }

    private static FieldWriter integer(int size) {
        return new FieldWriter().constant(ClaimKind.INTEGER).u8(size).i64(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenClaims")
    void aClaimThatIsNoneEndsTheAgent(String what, FieldWriter claim, String complaint) {
        Conversation conversation = saying(READY, holding(claim));

        assertThatThrownBy(() -> conversation.read("Snippet", "found"))
                .isInstanceOf(SessionEndedException.class)
                .hasMessageContaining("the agent sent ")
                .hasMessageContaining(complaint);
    }

    @Test
    void whatWasNeverMadeIsNoMap() throws ThrownElsewhere {
        Conversation conversation = saying(
                READY, holding(new FieldWriter().constant(ClaimKind.MAP).i32(1).i32(3)));

        Optional<Object> held = conversation.read("Snippet", "counts");

        assertThat(held).isPresent();
        assertThat(held.get()).hasToString("a map that was not made in this session");
        assertThat(workspace.maps()).isEmpty();
    }

    @Test
    void anAgentThatIsGoneIsAccountedFor() {
        Conversation conversation = saying(READY);

        assertThatThrownBy(() -> conversation.invoke("Snippet", "run"))
                .isInstanceOfSatisfying(
                        SessionEndedException.class,
                        ended -> assertThat(ended.ending()).isEqualTo(ScriptedAgent.GONE));
        assertThatThrownBy(() -> conversation.read("Snippet", "found")).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void whatEndsItFromOutsideIsTheReason() {
        Conversation conversation = saying(READY, DONE);

        conversation.end(Ending.limit("60 s of wall time"));

        assertThatThrownBy(() -> conversation.invoke("Snippet", "run")).hasMessage("60 s of wall time");
    }
}
