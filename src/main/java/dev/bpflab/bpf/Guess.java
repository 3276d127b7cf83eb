package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What bytes probably are: a number of 4 or 8 bytes, text, or an address of the kernel, IPv4 or Ethernet. */
final class Guess {
    /** Fewer letters than this may well be a number. */
    private static final int FEWEST_LETTERS = 3;

    /** From here on the kernel has its own memory (Documentation/arch/x86/x86_64/mm.rst); arm64's begins here too. */
    private static final long KERNEL_HALF = 0xffff_0000_0000_0000L;

    /** Where the memory of modules has ended (VSYSCALL_ADDR): what is above is more likely a negative number. */
    private static final long LAST_ADDRESS = 0xffff_ffff_ff60_0000L;

    private Guess() {}

    /** Returns the guesses in words, the likeliest first; empty for none. */
    static String of(ByteBuffer bytes) {
        List<String> guesses = new ArrayList<>();
        switch (bytes.remaining()) {
            case Integer.BYTES -> guesses.add("u32 " + Values.readU32(bytes));
            case Long.BYTES -> guesses.add(ofEight(Values.readU64(bytes)));
            default -> {}
        }
        String text = text(bytes);
        if (!text.isEmpty()) {
            guesses.add("\"" + text + "\"");
        } else if (bytes.remaining() == Integer.BYTES && isPrivateIpv4(bytes)) {
            guesses.add(Codecs.IPV4.decode(bytes.duplicate()));
        }
        return String.join(", or ", guesses);
    }

    private static String ofEight(long number) {
        boolean address =
                Long.compareUnsigned(number, KERNEL_HALF) >= 0 && Long.compareUnsigned(number, LAST_ADDRESS) < 0;
        return (address ? "address 0x" + Long.toHexString(number) : "u64 " + Long.toUnsignedString(number));
    }

    /** Returns the printable text before the NULs that fill the rest; empty when it is none. */
    private static String text(ByteBuffer bytes) {
        int end = 0;
        while (end < bytes.remaining() && bytes.get(end) >= ' ' && bytes.get(end) < 0x7f) {
            end++;
        }
        for (int i = end; i < bytes.remaining(); i++) {
            if (bytes.get(i) != 0) {
                return "";
            }
        }
        byte[] text = new byte[end];
        bytes.get(0, text);
        return end < FEWEST_LETTERS ? "" : new String(text, StandardCharsets.US_ASCII);
    }

    /** The networks of RFC 1918, and the loopback one: as a little-endian number they would be huge. */
    private static boolean isPrivateIpv4(ByteBuffer bytes) {
        int first = bytes.get(0) & 0xff;
        int second = bytes.get(1) & 0xff;
        boolean host = bytes.get(3) != 0;
        return host
                && (first == 10
                        || first == 127
                        || (first == 192 && second == 168)
                        || (first == 172 && second >= 16 && second < 32));
    }
}
