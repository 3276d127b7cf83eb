package dev.bpflab.kernel;

import dev.bpflab.bpf.Symbol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The functions of a 64-bit ELF file of this machine's byte order, by where they lie in the file: those of its symbol
 * tables, the full one if it was not stripped and the one for dynamic linking. Anything else has none.
 */
final class ElfSymbols {
    /** The first four bytes as a number of this machine. */
    private static final int MAGIC = ByteBuffer.wrap(new byte[] {0x7f, 'E', 'L', 'F'})
            .order(ByteOrder.nativeOrder())
            .getInt();

    private static final int HEADER = 64;
    private static final int CLASS_64 = 2;
    private static final int PT_LOAD = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_DYNSYM = 11;
    private static final int STT_FUNC = 2;
    private static final int SYMBOL = 24;

    /** The most bytes of a table that are believed; that of a browser has 100 million. */
    private static final long LARGEST = 1 << 29;

    private record Function(long size, String name) {}

    private final TreeMap<Long, Function> functions = new TreeMap<>();

    private ElfSymbols() {}

    /** Reads a file; one that cannot be read or is no such file has no functions. */
    static ElfSymbols read(Path file) {
        ElfSymbols symbols = new ElfSymbols();
        try (FileChannel channel = FileChannel.open(file)) {
            symbols.read(channel);
        } catch (IOException | IndexOutOfBoundsException e) {
            // A file that is gone or broken: what was read of it until here is all that is known.
        }
        return symbols;
    }

    private void read(FileChannel elf) throws IOException {
        ByteBuffer header = part(elf, 0, HEADER);
        boolean is64 = header.getInt(0) == MAGIC && header.get(4) == CLASS_64;
        boolean ourOrder = header.get(5) == (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 2);
        if (!is64 || !ourOrder) {
            return;
        }
        List<ByteBuffer> segments = table(elf, header.getLong(32), header.getShort(54), header.getShort(56));
        List<ByteBuffer> sections = table(elf, header.getLong(40), header.getShort(58), header.getShort(60));
        for (ByteBuffer section : sections) {
            int type = section.getInt(4);
            if (type == SHT_SYMTAB || type == SHT_DYNSYM) {
                add(content(elf, section), content(elf, sections.get(section.getInt(40))), segments);
            }
        }
    }

    /** Returns the entries of a table in the file. */
    private static List<ByteBuffer> table(FileChannel elf, long at, short size, short count) throws IOException {
        List<ByteBuffer> entries = new ArrayList<>();
        for (int i = 0; i < Short.toUnsignedInt(count); i++) {
            entries.add(part(elf, at + (long) i * Short.toUnsignedInt(size), Short.toUnsignedInt(size)));
        }
        return entries;
    }

    private static ByteBuffer content(FileChannel elf, ByteBuffer section) throws IOException {
        return part(elf, section.getLong(24), section.getLong(32));
    }

    private static ByteBuffer part(FileChannel elf, long at, long length) throws IOException {
        if (at < 0 || length < 0 || length > LARGEST || at > elf.size() - length) {
            throw new IOException("the file has no " + length + " bytes at " + at);
        }
        ByteBuffer part = ByteBuffer.allocate((int) length).order(ByteOrder.nativeOrder());
        while (part.hasRemaining() && elf.read(part, at + part.position()) >= 0) {
            // Reads on.
        }
        return part;
    }

    private void add(ByteBuffer symbols, ByteBuffer names, List<ByteBuffer> segments) {
        for (int at = 0; at + SYMBOL <= symbols.limit(); at += SYMBOL) {
            boolean isFunction = (symbols.get(at + 4) & 0xf) == STT_FUNC;
            boolean isHere = symbols.getShort(at + 6) != 0;
            long place = isFunction && isHere ? inFile(segments, symbols.getLong(at + 8)) : -1;
            if (place >= 0) {
                functions.putIfAbsent(place, new Function(symbols.getLong(at + 16), text(names, symbols.getInt(at))));
            }
        }
    }

    /** Returns where an address of the loaded program lies in the file, -1 when in no segment of it. */
    private static long inFile(List<ByteBuffer> segments, long address) {
        for (ByteBuffer segment : segments) {
            long start = segment.getLong(16);
            if (segment.getInt(0) == PT_LOAD && address >= start && address < start + segment.getLong(32)) {
                return address - start + segment.getLong(8);
            }
        }
        return -1;
    }

    private static String text(ByteBuffer names, int at) {
        int end = at;
        while (names.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - at];
        names.get(at, name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** Returns the function at an offset in the file; one without a size goes on to the next. */
    Optional<Symbol> find(long inFile) {
        Map.Entry<Long, Function> below = functions.floorEntry(inFile);
        if (below == null) {
            return Optional.empty();
        }
        Function function = below.getValue();
        long offset = inFile - below.getKey();
        boolean inside = function.size == 0 || offset < function.size;
        return inside ? Optional.of(new Symbol(function.name, offset, "")) : Optional.empty();
    }
}
