package dev.bpflab.cli;

import java.util.HexFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes given on the command line as hexadecimal digits; spaces and colons between them are passed over. */
record HexOption(byte[] bytes) {
    /** Reads the digits. */
    static final class Converter implements ITypeConverter<HexOption> {
        @Override
        public HexOption convert(String text) {
            try {
                return new HexOption(HexFormat.of().parseHex(text.replaceAll("[\\s:]", "")));
            } catch (IllegalArgumentException notHex) {
                throw new TypeConversionException(
                        "'" + text + "' is not hexadecimal (" + notHex.getMessage() + "); write two digits a byte");
            }
        }
    }
}
