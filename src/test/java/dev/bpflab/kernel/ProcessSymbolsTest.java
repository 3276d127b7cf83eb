package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process as its folder under {@code /proc} shows it: a program with symbols, one without, and a virtual machine's code. */
class ProcessSymbolsTest {
    @TempDir
    Path folder;

    private Path proc;

    @BeforeEach
    void writeProcess() throws IOException {
        proc = folder.resolve("42");
        write("maps", """
                400000-402000 r-xp 00001000 08:01 11 /bin/hot spot
                500000-501000 r-xp 00002000 08:01 12 /lib/bare.so
                600000-700000 rwxp 00000000 00:00 0
                7ffd0000-7ffd2000 r-xp 00000000 00:00 0 [vdso]
                """.getBytes(StandardCharsets.UTF_8));
        write(
                "root/tmp/perf-42.map",
                "600100 20 Interpreter\n0x600200 0x40 LHot;.spin(I)V\nbroken\n600300 zz x\n"
                        .getBytes(StandardCharsets.UTF_8));
        write("root/bin/hot spot", elf());
        write("root/lib/bare.so", new byte[100]);
    }

    private void write(String file, byte[] bytes) throws IOException {
        Path path = proc.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
    }

    /** Returns a file whose bytes from 0x1000 on are loaded at 0x10000, with functions there of 32 bytes and without a size. */
    private static byte[] elf() {
        int segments = 64;
        int sections = segments + 56;
        int symbols = sections + 3 * 64;
        int names = symbols + 3 * 24;
        ByteBuffer elf = ByteBuffer.allocate(names + 16).order(ByteOrder.nativeOrder());
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, (byte) (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : 2)
        });
        elf.putLong(32, segments).putShort(54, (short) 56).putShort(56, (short) 1);
        elf.putLong(40, sections).putShort(58, (short) 64).putShort(60, (short) 3);
        elf.putInt(segments, 1).putLong(segments + 8, 0x1000).putLong(segments + 16, 0x10000);
        elf.putLong(segments + 32, 0x2000);
        section(elf, sections + 64, 2, symbols, 3 * 24, 2);
        section(elf, sections + 128, 3, names, 16, 0);
        symbol(elf, symbols + 24, 1, 0x10100, 32);
        symbol(elf, symbols + 48, 5, 0x10200, 0);
        elf.put(names, "\0hot\0warm\0".getBytes(StandardCharsets.UTF_8));
        return elf.array();
    }

    private static void section(ByteBuffer elf, int at, int type, int offset, int size, int link) {
        elf.putInt(at + 4, type).putLong(at + 24, offset).putLong(at + 32, size).putInt(at + 40, link);
    }

    private static void symbol(ByteBuffer elf, int at, int name, long address, long size) {
        elf.putInt(at, name).put(at + 4, (byte) 0x12).putShort(at + 6, (short) 1);
        elf.putLong(at + 8, address).putLong(at + 16, size);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400100   | hot+0x0 [hot spot]",
                "40011f   | hot+0x1f [hot spot]",
                "400120   | hot spot+0x1120",
                "400000   | hot spot+0x1000",
                "400210   | warm+0x10 [hot spot]",
                "500010   | bare.so+0x2010",
                "600110   | Interpreter+0x10",
                "60023f   | LHot;.spin(I)V+0x3f",
                "600240   | none",
                "600400   | none",
                "7ffd0010 | [vdso]+0x10",
                "402000   | none",
                "10       | none",
            })
    void findsTheFunctionOrAtLeastTheFile(String address, String shown) {
        ProcessSymbols symbols = ProcessSymbols.of(proc, new ElfFiles());
        assertThat(symbols.find(Long.parseLong(address, 16))
                        .map(Object::toString)
                        .orElse("none"))
                .isEqualTo(shown);
    }

    @Test
    void aProcessThatHasEndedHasNoNames() {
        ProcessSymbols symbols = ProcessSymbols.of(folder.resolve("43"), new ElfFiles());
        assertThat(symbols.find(0x400100)).isEmpty();
    }
}
