package dev.bpflab.bpf;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How addresses are written, and how many bytes they have in memory, where the first byte always comes first. */
enum AddressFormat {
    /** Four numbers with dots; a number with a leading zero is refused, since some read it as octal. */
    IPV4("IPv4", 4, 4, "10.0.0.1") {
        @Override
        byte @Nullable [] parse(String text) {
            Matcher parts = DOTTED.matcher(text);
            if (!parts.matches()) {
                return null;
            }
            byte[] address = new byte[4];
            for (int i = 0; i < 4; i++) {
                int octet = Integer.parseInt(parts.group(i + 1));
                if (octet > 255) {
                    return null;
                }
                address[i] = (byte) octet;
            }
            return address;
        }

        @Override
        String show(byte[] address) {
            List<String> octets = new ArrayList<>();
            for (byte octet : address) {
                octets.add(String.valueOf(octet & 0xff));
            }
            return String.join(".", octets);
        }
    },

    /** Read as RFC 4291 has it, written as RFC 5952 recommends. */
    IPV6("IPv6", 16, 4, "2001:db8::1") {
        @Override
        byte @Nullable [] parse(String text) {
            if (!COLONS.matcher(text).matches()) {
                return null;
            }
            try {
                // Text with a colon is never looked up, and one without does not come here.
                byte[] address = InetAddress.getByName(text).getAddress();
                return address.length == 16 ? address : mapped(address);
            } catch (UnknownHostException e) {
                return null;
            }
        }

        /** Java takes ::ffff:10.0.0.1 for the IPv4 address that it contains. */
        private static byte[] mapped(byte[] ipv4) {
            byte[] address = new byte[16];
            address[10] = (byte) 0xff;
            address[11] = (byte) 0xff;
            System.arraycopy(ipv4, 0, address, 12, 4);
            return address;
        }

        @Override
        String show(byte[] address) {
            return Ipv6Text.of(address);
        }
    },

    /** Six bytes in hexadecimal, with colons or hyphens. */
    MAC("MAC", 6, 1, "02:00:00:00:00:01") {
        @Override
        byte @Nullable [] parse(String text) {
            return SIX_BYTES.matcher(text).matches() ? HexFormat.of().parseHex(text.replaceAll("[:-]", "")) : null;
        }

        @Override
        String show(byte[] address) {
            return HexFormat.ofDelimiter(":").formatHex(address);
        }
    };

    private static final String OCTET = "(0|[1-9][0-9]{0,2})";
    private static final Pattern DOTTED = Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET));
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern SIX_BYTES =
            Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){5}");

    private final String title;
    private final int bytes;
    private final int alignment;
    private final String example;

    AddressFormat(String title, int bytes, int alignment, String example) {
        this.title = title;
        this.bytes = bytes;
        this.alignment = alignment;
        this.example = example;
    }

    String title() {
        return title;
    }

    int bytes() {
        return bytes;
    }

    /** Returns the alignment of the C type: {@code __be32}, {@code struct in6_addr}, {@code unsigned char[6]}. */
    int alignment() {
        return alignment;
    }

    String example() {
        return example;
    }

    /** Returns the bytes of an address, first byte first, or null when the text is none. */
    abstract byte @Nullable [] parse(String text);

    /** Returns the text of an address, of which there is one only. */
    abstract String show(byte[] address);
}
