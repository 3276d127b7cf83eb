package dev.bpflab.kernel;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Machine code as it stands in our sources: hexadecimal digits, spaces, and on each line a comment of what it does. */
final class MachineCode {
    private MachineCode() {}

    static byte[] parse(String code) {
        return HexFormat.of().parseHex(code.replaceAll("//.*", "").replaceAll("\\s", ""));
    }

    static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }
}
