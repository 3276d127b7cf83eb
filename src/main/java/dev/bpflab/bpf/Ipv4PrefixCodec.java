package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 prefixes as {@code struct bpf_lpm_trie_key}: the number of bits in native order, then the address in network order. */
record Ipv4PrefixCodec() implements Codec<String> {
    private static final Pattern PREFIX =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    @Override
    public int size() {
        return 8;
    }

    @Override
    public void encode(String value, ByteBuffer to) {
        Matcher parts = PREFIX.matcher(value);
        if (!parts.matches()) {
            throw wrong(value);
        }
        int bits = parts.group(5) == null ? 32 : Integer.parseInt(parts.group(5));
        to.putInt(bits);
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(parts.group(i));
            if (octet > 255 || bits > 32) {
                throw wrong(value);
            }
            to.put((byte) octet);
        }
    }

    @Override
    public String decode(ByteBuffer from) {
        int bits = from.getInt();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            text.append(i == 0 ? "" : ".").append(from.get() & 0xff);
        }
        return text.append('/').append(Integer.toUnsignedString(bits)).toString();
    }

    @Override
    public String name() {
        return "ipv4/prefix";
    }

    private static BpfException wrong(String value) {
        return new BpfException(
                "encode IPv4 prefix", Errno.EINVAL, "'" + value + "' is none", "write it like 10.1.0.0/16");
    }
}
