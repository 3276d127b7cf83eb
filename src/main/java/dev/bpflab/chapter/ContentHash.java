package dev.bpflab.chapter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash of parts, each with its length, so that no two lists look alike: the first 128 bits of their SHA-256, the same on
 * every machine.
 */
public final class ContentHash {
    private static final int DIGITS = 32;

    private final MessageDigest digest;

    /** Begins with no parts. */
    public ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the hash of texts: 32 hexadecimal digits. */
    public static String of(String... texts) {
        ContentHash hash = new ContentHash();
        for (String text : texts) {
            hash.add(text);
        }
        return hash.digits();
    }

    /** Adds a text, as UTF-8. */
    public ContentHash add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes. */
    public ContentHash add(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        return this;
    }

    /** Ends it, and returns its 32 hexadecimal digits. */
    public String digits() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
