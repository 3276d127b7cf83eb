package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes of addresses as {@code struct bpf_lpm_trie_key}: the number of bits in the machine's order, then the address in
 * network order. An address alone is a prefix of all its bits.
 */
record PrefixCodec(AddressFormat format, String example) implements Codec<String> {
    private static final Pattern ADDRESS_AND_BITS = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    @Override
    public int size() {
        return Integer.BYTES + format.bytes();
    }

    @Override
    public int alignment() {
        return Integer.BYTES;
    }

    @Override
    public void encode(String value, ByteBuffer to) {
        Matcher parts = ADDRESS_AND_BITS.matcher(value);
        int all = format.bytes() * 8;
        byte @Nullable [] address = parts.matches() ? format.parse(parts.group(1)) : null;
        int bits = address == null || parts.group(2) == null ? all : Integer.parseInt(parts.group(2));
        if (address == null || bits > all) {
            throw new BpfException(
                    "encode " + format.title() + " prefix",
                    Errno.EINVAL,
                    "'" + value + "' is none",
                    "write it like " + example);
        }
        to.putInt(bits).put(address);
    }

    @Override
    public String decode(ByteBuffer from) {
        int bits = from.getInt();
        byte[] address = new byte[format.bytes()];
        from.get(address);
        return format.show(address) + "/" + Integer.toUnsignedString(bits);
    }

    @Override
    public String name() {
        return format.name().toLowerCase(Locale.ROOT) + "/prefix";
    }

    @Override
    public String declare(String variable) {
        return "struct { __u32 prefixlen; __u8 data[" + format.bytes() + "]; } " + variable;
    }

    @Override
    public Class<?> javaType() {
        return String.class;
    }
}
