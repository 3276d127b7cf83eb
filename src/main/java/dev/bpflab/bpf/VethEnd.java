package dev.bpflab.bpf;

import java.util.HexFormat;
import java.util.Locale;

/** The two ends of a stage's veth pair: what one sends arrives at the other. */
public enum VethEnd {
    /** Where packets arrive unless they are said to be outgoing. */
    VETH0,
    /** The other end. */
    VETH1;

    /** The network for documentation (RFC 5737). */
    private static final byte[] NETWORK = {(byte) 192, 0, 2};

    /** Returns the interface's name: {@code veth0}. */
    public String device() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the hardware address, 6 bytes: 02:62:70:66:00:00 and :01. */
    public byte[] mac() {
        return new byte[] {2, 'b', 'p', 'f', 0, (byte) ordinal()};
    }

    /** Returns the IPv4 address that packets name, 4 bytes: 192.0.2.1 and .2. */
    public byte[] ip() {
        return new byte[] {NETWORK[0], NETWORK[1], NETWORK[2], (byte) (ordinal() + 1)};
    }

    /** Returns the other end. */
    public VethEnd peer() {
        return this == VETH0 ? VETH1 : VETH0;
    }

    /** Returns a hardware address as people write it. */
    public static String macText(byte[] mac) {
        return HexFormat.ofDelimiter(":").formatHex(mac);
    }
}
