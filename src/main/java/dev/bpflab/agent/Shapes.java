package dev.bpflab.agent;

import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LinkInfo;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.RaceOutcome;
import dev.bpflab.bpf.Racer;
import dev.bpflab.bpf.RecordOutcome;
import dev.bpflab.bpf.RingbufPositions;
import dev.bpflab.bpf.Schedule;
import dev.bpflab.bpf.Symbol;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How a value of the host's vocabulary lies in a message.
 *
 * @param writer writes one
 * @param reader reads one; {@link WireException} for what is none
 */
public record Shapes<T>(BiConsumer<FieldWriter, T> writer, Function<FieldReader, T> reader) {
    /** Texts that say why something failed. */
    private static final int WHY = 16 << 10;

    public static final Shapes<MapAttr> MAP_ATTR = new Shapes<>(
            (to, attr) -> to.i32(attr.type())
                    .i32(attr.keySize())
                    .i32(attr.valueSize())
                    .i32(attr.maxEntries())
                    .i32(attr.flags())
                    .text(attr.name())
                    .i32(attr.innerMapFd()),
            from -> new MapAttr(from.i32(), from.i32(), from.i32(), from.i32(), from.i32(), from.name(), from.i32()));

    public static final Shapes<MapInfo> MAP_INFO = new Shapes<>(
            (to, info) -> MAP_ATTR.write(to.i32(info.id()), info.attr()),
            from -> new MapInfo(from.i32(), MAP_ATTR.read(from)));

    public static final Shapes<Batch> BATCH = new Shapes<>(
            (to, batch) -> to.bytes(batch.keys())
                    .bytes(batch.values())
                    .i32(batch.count())
                    .i64(batch.elemFlags())
                    .i64(batch.flags()),
            from -> new Batch(
                    from.bytes(WireLimits.BYTES),
                    from.bytes(WireLimits.BYTES),
                    from.between(0, WireLimits.BYTES, "a batch of"),
                    from.i64(),
                    from.i64()));

    public static final Shapes<RecordOutcome> RECORD = new Shapes<>(
            (to, record) -> to.i32(record.result()).bytes(record.data()),
            from -> new RecordOutcome(from.i32(), from.bytes(WireLimits.BYTES)));

    public static final Shapes<RingbufPositions> POSITIONS = new Shapes<>(
            (to, ring) -> to.i64(ring.consumer()).i64(ring.producer()).i64(ring.size()),
            from -> new RingbufPositions(from.i64(), from.i64(), from.i64()));

    public static final Shapes<Symbol> SYMBOL = new Shapes<>(
            (to, symbol) -> to.text(symbol.name()).i64(symbol.offset()).text(symbol.module()),
            from -> new Symbol(from.name(), from.i64(), from.name()));

    public static final Shapes<ProgAttr> PROG_ATTR = new Shapes<>(
            (to, attr) -> to.i32(attr.type())
                    .bytes(attr.insns())
                    .text(attr.license())
                    .text(attr.name())
                    .i32(attr.logLevel()),
            from -> new ProgAttr(from.i32(), from.bytes(WireLimits.BYTES), from.name(), from.name(), from.i32()));

    public static final Shapes<LoadOutcome> LOADED = new Shapes<>(
            (to, outcome) -> to.i32(outcome.result()).text(Texts.cut(outcome.log(), WireLimits.TABLE)),
            from -> new LoadOutcome(from.i32(), from.text(WireLimits.TABLE)));

    public static final Shapes<TestRun> TEST_RUN = new Shapes<>(
            (to, run) -> to.bytes(run.data())
                    .bytes(run.context())
                    .i32(run.repeat())
                    .i64(run.cpu().isPresent() ? run.cpu().getAsInt() : Long.MIN_VALUE),
            from -> new TestRun(
                    from.bytes(WireLimits.BYTES), from.bytes(WireLimits.NAME), from.i32(), cpu(from.i64())));

    public static final Shapes<TestRunOutcome> RAN = new Shapes<>(
            (to, ran) -> to.i32(ran.result())
                    .i32(ran.returnValue())
                    .bytes(ran.data())
                    .bytes(ran.context())
                    .i64(ran.nanos()),
            from -> new TestRunOutcome(
                    from.i32(), from.i32(), from.bytes(WireLimits.BYTES), from.bytes(WireLimits.NAME), from.i64()));

    public static final Shapes<AttachOutcome> ATTACHED = new Shapes<>(
            (to, outcome) -> to.i32(outcome.result()).text(outcome.cause()).text(outcome.remedy()),
            from -> new AttachOutcome(from.i32(), from.text(WHY), from.text(WHY)));

    public static final Shapes<LinkInfo> LINK_INFO = new Shapes<>(
            (to, info) ->
                    to.i32(info.id()).i32(info.type()).i32(info.programId()).text(info.target()),
            from -> new LinkInfo(from.i32(), from.i32(), from.i32(), from.name()));

    public static final Shapes<Racer.OnCpu> RACER = new Shapes<>(
            (to, racer) -> TEST_RUN.write(to.i32(racer.cpu()).i32(racer.programFd()), racer.run()),
            from -> new Racer.OnCpu(from.i32(), from.i32(), TEST_RUN.read(from)));

    public static final Shapes<Schedule> SCHEDULE = new Shapes<>(
            (to, schedule) ->
                    to.bool(schedule.seed().isPresent()).i64(schedule.seed().orElse(0)),
            from -> schedule(from.bool(), from.i64()));

    private static final Shapes<RaceOutcome.Turn> TURN = new Shapes<>(
            (to, turn) -> to.i32(turn.racer()).i64(turn.steps()), from -> new RaceOutcome.Turn(from.i32(), from.i64()));

    public static final Shapes<RaceOutcome> RACED = new Shapes<>(
            (to, raced) -> {
                to.list(raced.runs(), RAN.writer());
                SCHEDULE.write(to, raced.schedule());
                to.list(raced.turns(), TURN.writer()).i64(raced.turnCount());
            },
            from -> new RaceOutcome(
                    from.list(WireLimits.ELEMENTS, RAN.reader()),
                    SCHEDULE.read(from),
                    from.list(RaceOutcome.TURNS_KEPT, TURN.reader()),
                    from.i64()));

    public static final Shapes<NetInterface> INTERFACE = new Shapes<>(
            (to, one) -> to.text(one.name())
                    .i32(one.index())
                    .text(one.mac())
                    .i32(one.mtu())
                    .i64(one.rxPackets())
                    .i64(one.rxBytes())
                    .i64(one.txPackets())
                    .i64(one.txBytes()),
            from -> new NetInterface(
                    from.name(), from.i32(), from.name(), from.i32(), from.i64(), from.i64(), from.i64(), from.i64()));

    public static final Shapes<BpfException> FAILURE = new Shapes<>(
            (to, failure) -> to.text(Texts.cut(failure.operation(), WHY))
                    .i32(failure.errno().number())
                    .text(Texts.cut(failure.reason(), WHY))
                    .maybe(failure.remedy(), (fields, remedy) -> fields.text(Texts.cut(remedy, WHY))),
            from -> new BpfException(
                    from.text(WHY),
                    Errno.ofResult(-from.i32()),
                    from.text(WHY),
                    from.maybe(fields -> fields.text(WHY))));

    /** Writes a value. */
    public void write(FieldWriter to, T value) {
        writer.accept(to, value);
    }

    /** Reads a value; {@link WireException} for what is none. */
    public T read(FieldReader from) {
        try {
            return reader.apply(from);
        } catch (BpfException | IllegalArgumentException impossible) {
            throw new WireException("what cannot be: " + impossible.getMessage());
        }
    }

    private static OptionalInt cpu(long number) {
        if (number != Long.MIN_VALUE && number != (int) number) {
            throw new WireException("a CPU of number " + number);
        }
        return number == Long.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of((int) number);
    }

    private static Schedule schedule(boolean seeded, long seed) {
        return new Schedule(seeded ? OptionalLong.of(seed) : OptionalLong.empty());
    }
}
