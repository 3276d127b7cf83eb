package dev.bpflab.sim;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.isa.RawSlot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs of malformed instructions: every opcode byte with every field wrong in turn, 64-bit immediates with wrong second
 * slots, and random slots one behind the other. The answers of Linux 6.18 are in {@code malformed-6.18.txt}, in the order
 * of the programs: a line has how often the answer comes in a row, the errno, and the verifier's reason.
 */
final class MalformedPrograms {
    private static final int LD_IMM64 = 0x18;
    /** A number that no process has open. */
    private static final int NO_FD = 1_000_000;

    private static final int RANDOM_PROGRAMS = 2000;
    private static final int SEED = 618;

    /** Opcodes of instructions that are common and right, so that a path comes past them. */
    private static final int[] COMMON = {
        0xb7, 0xbf, 0x07, 0x0f, 0xb4, 0x05, 0x15, 0x1d, 0x16, 0x61, 0x62, 0x63, 0x7b, 0x95, 0xd4, 0x87
    };

    private static final RawSlot ZERO_R0 = new RawSlot(0xb7, 0, 0, (short) 0, 0);
    private static final RawSlot EXIT = new RawSlot(0x95, 0, 0, (short) 0, 0);
    private static final RawSlot EMPTY = new RawSlot(0, 0, 0, (short) 0, 0);

    /** Operands: dst, src, offset, immediate. */
    private static final int[][] OPERANDS = {
        {0, 0, 0, 0},
        {1, 0, 0, 0},
        {10, 0, 0, 0},
        {11, 0, 0, 0},
        {15, 0, 0, 0},
        {0, 1, 0, 0},
        {0, 2, 0, 0},
        {0, 3, 0, 0},
        {0, 6, 0, 0},
        {0, 7, 0, 0},
        {0, 10, 0, 0},
        {0, 11, 0, 0},
        {0, 15, 0, 0},
        {0, 0, 1, 0},
        {0, 0, -1, 0},
        {0, 0, 8, 0},
        {0, 0, 16, 0},
        {0, 0, 32, 0},
        {0, 0, 0x7fff, 0},
        {0, 0, 0, 1},
        {0, 0, 0, -1},
        {0, 0, 0, 16},
        {0, 0, 0, 17},
        {0, 0, 0, 0x100},
        {0, 0, 0, 0x50},
        {11, 11, 0, 0},
        {11, 12, 1, 0},
        {11, 12, 0, 1},
        {0, 12, 2, 1},
        {12, 0, 2, 1},
        {3, 11, 0, 0},
        {11, 3, 0, 0},
        {1, 10, -8, 0},
        {10, 1, -8, 0},
        {10, 1, -8, 0x77},
        {0, 1, 1, 1},
        {0, 1, 1, 2},
    };

    private MalformedPrograms() {}

    /** Returns all programs, the same ones in the same order on every machine. */
    static List<List<RawSlot>> all() {
        List<List<RawSlot>> programs = eachFieldWrong();
        secondSlots(programs);
        programs.addAll(random(SEED, RANDOM_PROGRAMS));
        return programs;
    }

    /** Returns random programs. */
    static List<List<RawSlot>> random(long seed, int count) {
        Random random = new Random(seed);
        return Stream.generate(() -> random(random)).limit(count).toList();
    }

    private static List<List<RawSlot>> eachFieldWrong() {
        List<List<RawSlot>> programs = new ArrayList<>();
        for (int opcode = 0; opcode < 256; opcode++) {
            for (int[] operands : OPERANDS) {
                programs.add(alone(slot(opcode, operands)));
            }
        }
        return programs;
    }

    private static RawSlot slot(int opcode, int[] operands) {
        boolean namesMap = opcode == LD_IMM64 && operands[1] != 0;
        return new RawSlot(opcode, operands[0], operands[1], (short) operands[2], namesMap ? NO_FD : operands[3]);
    }

    private static List<RawSlot> alone(RawSlot slot) {
        return slot.opcode() == LD_IMM64
                ? List.of(slot, EMPTY, ZERO_R0, ZERO_R0, EXIT)
                : List.of(slot, ZERO_R0, ZERO_R0, EXIT);
    }

    private static void secondSlots(List<List<RawSlot>> programs) {
        List<RawSlot> seconds = List.of(
                EMPTY,
                ZERO_R0,
                EXIT,
                new RawSlot(0, 1, 0, (short) 0, 0),
                new RawSlot(0, 0, 1, (short) 0, 0),
                new RawSlot(0, 0, 0, (short) 1, 0),
                new RawSlot(0, 0, 0, (short) 0, 1),
                new RawSlot(0x05, 0, 0, (short) 99, 0),
                new RawSlot(0xff, 0, 0, (short) 0, 0));
        for (RawSlot second : seconds) {
            for (int src = 0; src < 16; src++) {
                for (int dst = 0; dst < 16; dst += 5) {
                    RawSlot first = new RawSlot(LD_IMM64, dst, src, (short) 0, src == 0 ? 7 : NO_FD);
                    programs.add(List.of(first, second, ZERO_R0, EXIT));
                    programs.add(List.of(new RawSlot(0x05, 0, 0, (short) 1, 0), first, second, ZERO_R0, EXIT));
                }
            }
        }
        programs.add(List.of(new RawSlot(LD_IMM64, 0, 0, (short) 0, 7)));
        programs.add(List.of(ZERO_R0, EXIT, new RawSlot(LD_IMM64, 0, 0, (short) 0, 7)));
    }

    /** One to four slots, most of them nearly right, so that one complaint does not always hide the next. */
    private static List<RawSlot> random(Random random) {
        List<RawSlot> slots = new ArrayList<>();
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            int[] operands = OPERANDS[random.nextInt(3) == 0 ? random.nextInt(OPERANDS.length) : 0].clone();
            int opcode = random.nextInt(4) == 0 ? random.nextInt(256) : COMMON[random.nextInt(COMMON.length)];
            slots.add(slot(opcode, operands));
            if (opcode == LD_IMM64 && random.nextInt(4) != 0) {
                slots.add(EMPTY);
            }
        }
        slots.addAll(List.of(ZERO_R0, EXIT));
        return slots;
    }

    /** Returns what a host says: {@code OK}, or the errno and the verifier's reason. */
    static String answer(BpfHost host, List<RawSlot> program) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        program.forEach(slot -> bytes.writeBytes(slot.bytes()));
        LoadOutcome outcome =
                host.load(new ProgAttr(ProgramType.SOCKET_FILTER.number(), bytes.toByteArray(), "GPL", "", 1));
        if (outcome.result() >= 0) {
            host.close(outcome.result());
            return "OK";
        }
        String reason = new VerifierLog(outcome.log()).reason();
        return (Errno.ofResult(outcome.result()) + " " + reason).strip();
    }

    /** Returns the answers as the file has them. */
    static String write(List<String> answers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0, run; i < answers.size(); i += run) {
            run = 1;
            while (i + run < answers.size() && answers.get(i + run).equals(answers.get(i))) {
                run++;
            }
            text.append(run).append(' ').append(answers.get(i)).append('\n');
        }
        return text.toString();
    }

    /** Returns the recorded answers, one for each program. */
    static List<String> recorded() {
        try (InputStream in = MalformedPrograms.class.getResourceAsStream("malformed-6.18.txt")) {
            String text =
                    new String(Objects.requireNonNull(in, "malformed-6.18.txt").readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .flatMap(line -> {
                        int space = line.indexOf(' ');
                        return Collections.nCopies(
                                Integer.parseInt(line.substring(0, space)), line.substring(space + 1))
                                .stream();
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String describe(List<RawSlot> program) {
        return program.stream()
                .map(slot -> String.format(
                        "%02x dst %d src %d off %d imm %d",
                        slot.opcode(), slot.dst(), slot.src(), slot.offset(), slot.imm()))
                .collect(Collectors.joining("; "));
    }
}
