package dev.bpflab.asm;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Source;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads programs in the kernel's notation, as {@link dev.bpflab.isa.Disassembler}, the verifier's log and
 * {@code bpftool prog dump xlated} write it: one instruction a line, with or without {@code 12: (b7)} before it.
 *
 * <p>Besides, a line may begin with labels ({@code out:}), which jumps ({@code goto out}), local calls ({@code call out})
 * and {@code subprog[out]} name; {@code r1 = 5 ll} is a 64-bit immediate, as is a hexadecimal number without an opcode
 * before it; {@code ;}, {@code //} and {@code #} begin a comment. Whatever can be encoded is accepted, so that the verifier
 * has its say: a jump that lands outside is no error here.
 */
public final class TextAssembler {
    private record Placed(Statement statement, Tokens tokens, int slot) {}

    private final Function<String, @Nullable MapRef> maps;
    private final List<Placed> placed = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private int slots;

    private TextAssembler(Function<String, @Nullable MapRef> maps) {
        this.maps = maps;
    }

    /** Reads a program in which maps are numbers: {@code r1 = map[0]}. Throws {@link TextAsmException}. */
    public static Program parse(String text) {
        return parse(text, name -> null);
    }

    /** Reads a program in which maps are numbers or have the names that {@code maps} knows; it returns null for others. */
    public static Program parse(String text, Function<String, @Nullable MapRef> maps) {
        TextAssembler assembler = new TextAssembler(maps);
        int line = 0;
        for (String source : text.lines().toList()) {
            assembler.read(new Tokens(++line, source));
        }
        return assembler.program();
    }

    private void read(Tokens tokens) {
        while (tokens.peek().kind() == Token.Kind.WORD && tokens.peek(1).is(":")) {
            Token label = tokens.take();
            tokens.take();
            if (OperandParser.isRegister(label) || label.is("pc")) {
                throw tokens.error(label, label.shown() + " cannot be a label; choose another name");
            }
            if (labels.putIfAbsent(label.text(), slots) != null) {
                throw tokens.error(label, "the label " + label.shown() + " stands twice");
            }
        }
        if (!tokens.atEnd()) {
            Statement statement = new StatementParser(tokens, maps).parse();
            placed.add(new Placed(statement, tokens, slots));
            slots += statement.insn().slots();
        }
    }

    private Program program() {
        if (placed.isEmpty()) {
            throw new TextAsmException(1, 1, "", "expected an instruction, found nothing but comments and labels");
        }
        return Program.of(placed.stream()
                .map(line -> new Program.Line(
                        resolved(line),
                        line.tokens().text(),
                        line.statement().map(),
                        Source.ofText(line.tokens().line())))
                .toList());
    }

    private Insn resolved(Placed line) {
        Token target = line.statement().target();
        if (target == null) {
            return line.statement().insn();
        }
        Integer slot = labels.get(target.text());
        if (slot == null) {
            boolean call = line.statement().insn() instanceof Insn.CallLocal;
            Stream<String> known = Stream.concat(
                    labels.keySet().stream(),
                    call ? Arrays.stream(Helper.values()).map(Helper::kernelName) : Stream.empty());
            throw line.tokens()
                    .error(
                            target,
                            "there is no label " + target.shown() + (call ? " and no helper" : "")
                                    + Spelling.hint(target.text(), known));
        }
        int offset = slot - line.slot() - 1;
        boolean far = line.statement().insn() instanceof Insn.Jump jump && jump.width() == Width.W32;
        boolean jumps = line.statement().insn() instanceof Insn.JumpIf
                || line.statement().insn() instanceof Insn.Jump;
        if (jumps && !far && offset != (short) offset) {
            throw line.tokens()
                    .error(target, "jump too far: " + offset + " slots, and this jump reaches -32768 to 32767");
        }
        return Targets.withOffset(line.tokens().text(), line.statement().insn(), offset);
    }
}
