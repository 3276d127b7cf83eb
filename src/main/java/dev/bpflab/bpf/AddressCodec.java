package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses as text, in network order in memory on every machine. */
record AddressCodec(AddressFormat format) implements Codec<String> {
    @Override
    public int size() {
        return format.bytes();
    }

    @Override
    public int alignment() {
        return format.alignment();
    }

    @Override
    public void encode(String value, ByteBuffer to) {
        byte @Nullable [] address = format.parse(value);
        if (address == null) {
            throw new BpfException(
                    "encode " + format.title() + " address",
                    Errno.EINVAL,
                    "'" + value + "' is none",
                    "write it like " + format.example());
        }
        to.put(address);
    }

    @Override
    public String decode(ByteBuffer from) {
        byte[] address = new byte[format.bytes()];
        from.get(address);
        return format.show(address);
    }

    @Override
    public String name() {
        return format.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String declare(String variable) {
        return switch (format) {
            case IPV4 -> "__be32 " + variable;
            case IPV6 -> "struct in6_addr " + variable;
            case MAC -> "unsigned char " + variable + "[6]";
        };
    }

    @Override
    public Class<?> javaType() {
        return String.class;
    }
}
