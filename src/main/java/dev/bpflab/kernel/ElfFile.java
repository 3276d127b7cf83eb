package dev.bpflab.kernel;

import dev.bpflab.bpf.Symbol;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a static 64-bit executable (elf(5)): one segment that is loaded at a fixed address, and its symbols. */
final class ElfFile {
    private static final long BASE = 0x40_0000;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SECTION_HEADER = 64;
    /** The largest page of the processors that we know. */
    private static final int ALIGNMENT = 0x1_0000;

    private static final int SYMBOL = 24;
    private static final int TEXT = HEADER + PROGRAM_HEADER;
    private static final String SECTION_NAMES = "\0.text\0.symtab\0.strtab\0.shstrtab\0";

    private static final short ET_EXEC = 2;
    private static final int PT_LOAD = 1;
    private static final int READ_EXECUTE = 5;
    private static final int SHT_PROGBITS = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_STRTAB = 3;
    private static final byte GLOBAL_FUNCTION = 0x12;

    private record Function(String name, int start, int size) {}

    private final Arch arch;
    private final ByteBuffer text;
    private final List<Function> functions = new ArrayList<>();

    /** Begins a file of this code and data; its first byte is where the program begins. */
    ElfFile(Arch arch, byte[] code) {
        this.arch = arch;
        text = little(code.length).put(0, code);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the code and data, to be filled in. */
    ByteBuffer text() {
        return text;
    }

    /** Names so many bytes of the code. */
    void function(String name, int start, int size) {
        functions.add(new Function(name, start, size));
    }

    /** Returns the function that an address of the running program lies in. */
    Optional<Symbol> find(String file, long address) {
        long at = address - BASE - TEXT;
        return functions.stream()
                .filter(function -> at >= function.start && at < function.start + function.size)
                .findFirst()
                .map(function -> new Symbol(function.name, at - function.start, file));
    }

    byte[] bytes() {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        names.write(0);
        ByteBuffer symbols = little(SYMBOL * (functions.size() + 1)).position(SYMBOL);
        for (Function function : functions) {
            symbols.putInt(names.size()).put(GLOBAL_FUNCTION).put((byte) 0).putShort((short) 1);
            symbols.putLong(BASE + TEXT + function.start).putLong(function.size);
            names.writeBytes((function.name + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        byte[] sectionNames = SECTION_NAMES.getBytes(StandardCharsets.US_ASCII);
        int symbolsAt = TEXT + text.capacity();
        int namesAt = symbolsAt + symbols.capacity();
        int sectionNamesAt = namesAt + names.size();
        int sectionsAt = sectionNamesAt + sectionNames.length;
        byte[] bytes = new byte[sectionsAt + 5 * SECTION_HEADER];
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header(file, sectionsAt);
        file.putInt(PT_LOAD).putInt(READ_EXECUTE).putLong(0).putLong(BASE).putLong(BASE);
        file.putLong(symbolsAt).putLong(symbolsAt).putLong(ALIGNMENT);
        file.put(text.duplicate().rewind())
                .put(symbols.duplicate().rewind())
                .put(names.toByteArray())
                .put(sectionNames);
        file.position(sectionsAt + SECTION_HEADER);
        section(file, ".text", SHT_PROGBITS, BASE + TEXT, TEXT, text.capacity());
        // The symbols' names are in section 3, and all symbols but the empty first one are global.
        section(file, ".symtab", SHT_SYMTAB, 0, symbolsAt, symbols.capacity())
                .putInt(file.position() - 24, 3)
                .putInt(file.position() - 20, 1)
                .putLong(file.position() - 8, SYMBOL);
        section(file, ".strtab", SHT_STRTAB, 0, namesAt, names.size());
        section(file, ".shstrtab", SHT_STRTAB, 0, sectionNamesAt, sectionNames.length);
        return bytes;
    }

    private void header(ByteBuffer file, int sectionsAt) {
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        file.putShort(ET_EXEC).putShort(arch.elfMachine()).putInt(1).putLong(BASE + TEXT);
        file.putLong(HEADER).putLong(sectionsAt).putInt(0);
        file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 1);
        file.putShort((short) SECTION_HEADER).putShort((short) 5).putShort((short) 4);
    }

    private static ByteBuffer section(ByteBuffer file, String name, int type, long address, int at, int size) {
        file.putInt(SECTION_NAMES.indexOf("\0" + name + "\0") + 1).putInt(type);
        // SHF_ALLOC and SHF_EXECINSTR for what is loaded.
        file.putLong(address == 0 ? 0 : 6).putLong(address).putLong(at).putLong(size);
        return file.putInt(0).putInt(0).putLong(1).putLong(0);
    }
}
