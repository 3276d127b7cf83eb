package dev.bpflab.cli;

import dev.bpflab.asm.AsmException;
import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.isa.DecodeException;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program that every {@code prog} command takes: a file or standard input, in one of three formats, and its maps. */
final class ProgInput {
    /** How the program is written. */
    enum Format {
        asm,
        hex,
        bin
    }

    /** More than a kernel takes; a longer input is a mistake, and reading it whole would be one too. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    @Parameters(index = "0", paramLabel = "FILE", description = "the program; - is standard input")
    String file = "-";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "asm, hex or bin (default: by the file's ending .hex or .bin, else asm)")
    @org.jspecify.annotations.Nullable
    Format format;

    @Option(
            names = "--map",
            paramLabel = "MAP",
            converter = MapOption.class,
            description =
                    "TYPE:KEY:VALUE:ENTRIES[:FLAGS]; the i-th map is what an ld_imm64 with src_reg 1 or 2 and imm i means")
    List<MapAttr> maps = new ArrayList<>();

    /** Reads and decodes the instructions; fails as {@link #program(Streams)}. */
    List<Insn> read(Streams streams) {
        return program(streams).insns();
    }

    /** Reads and decodes the program; a {@link CommandFailure} for a file that cannot be read or is no program. */
    Program program(Streams streams) {
        byte[] bytes = bytes(streams);
        try {
            return switch (formatOfFile()) {
                case asm -> TextAssembler.parse(new String(bytes, StandardCharsets.UTF_8));
                case hex -> InsnCodec.decodeProgram(fromHex(bytes));
                case bin -> InsnCodec.decodeProgram(bytes);
            };
        } catch (AsmException | DecodeException broken) {
            throw new CommandFailure("read program '" + file + "'", String.valueOf(broken.getMessage()), null);
        }
    }

    /** Returns the maps, empty and called {@code map0} and so on, for the debugger to copy. */
    List<MapCopy> copies() {
        List<MapCopy> copies = new ArrayList<>();
        maps.forEach(attr -> copies.add(new MapCopy("map" + copies.size(), attr, List.of())));
        return copies;
    }

    /** Creates the maps on a host; returns their descriptors in the order of the options. */
    List<Integer> create(BpfHost host) {
        List<Integer> descriptors = new ArrayList<>();
        for (MapAttr attr : maps) {
            int fd = host.createMap(attr);
            if (fd < 0) {
                Errno errno = Errno.ofResult(fd);
                throw new CommandFailure(
                        "create map " + describe(attr), errno + " (" + errno.text() + ")", "look at its sizes");
            }
            descriptors.add(fd);
        }
        return descriptors;
    }

    /** Creates the maps on a host and returns the program with their descriptors filled in. */
    List<Insn> link(List<Insn> insns, BpfHost host) {
        List<Integer> descriptors = create(host);
        return insns.stream().map(insn -> linked(insn, descriptors)).toList();
    }

    private Insn linked(Insn insn, List<Integer> descriptors) {
        if (!(insn instanceof Insn.LdImm64 load)
                || (load.kind() != ImmKind.MAP_FD && load.kind() != ImmKind.MAP_VALUE)) {
            return insn;
        }
        if (load.low() < 0 || load.low() >= descriptors.size()) {
            throw new CommandFailure(
                    "link program '" + file + "'",
                    "it names map " + Integer.toUnsignedString(load.low()) + ", but " + descriptors.size()
                            + " were given",
                    "give each with --map TYPE:KEY:VALUE:ENTRIES; they count from 0");
        }
        return new Insn.LdImm64(load.dst(), load.kind(), descriptors.get(load.low()), load.high());
    }

    private static String describe(MapAttr attr) {
        String type = MapType.ofNumber(attr.type()).map(MapType::kernelName).orElse(Integer.toString(attr.type()));
        return type + ":" + attr.keySize() + ":" + attr.valueSize() + ":" + Integer.toUnsignedString(attr.maxEntries());
    }

    private Format formatOfFile() {
        if (format != null) {
            return format;
        }
        String lower = file.toLowerCase(Locale.ROOT);
        return lower.endsWith(".hex") ? Format.hex : lower.endsWith(".bin") ? Format.bin : Format.asm;
    }

    private byte[] bytes(Streams streams) {
        try {
            byte[] bytes;
            if (file.equals("-")) {
                bytes = streams.in().readNBytes(MAX_BYTES + 1);
            } else {
                try (var from = Files.newInputStream(Path.of(file))) {
                    bytes = from.readNBytes(MAX_BYTES + 1);
                }
            }
            if (bytes.length > MAX_BYTES) {
                throw new CommandFailure(
                        "read program '" + file + "'", "it is longer than " + MAX_BYTES + " bytes", null);
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw new CommandFailure("read program '" + file + "'", "there is no such file", "- is standard input");
        } catch (IOException | java.nio.file.InvalidPathException unreadable) {
            throw new CommandFailure("read program '" + file + "'", String.valueOf(unreadable.getMessage()), null);
        }
    }

    private byte[] fromHex(byte[] text) {
        String digits = new String(text, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException notHex) {
            throw new CommandFailure(
                    "read program '" + file + "'",
                    "not hexadecimal: " + notHex.getMessage(),
                    "write two digits a byte, 16 a slot");
        }
    }
}
