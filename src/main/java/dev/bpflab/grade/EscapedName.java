package dev.bpflab.grade;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The name of a file below a folder as reports write it. File names are bytes and may hold anything: what is no text, or would
 * do something to a terminal or a table, is written as an escape, so that each name stands in one line and no two are alike.
 *
 * @param bytes the name below the folder
 */
record EscapedName(byte[] bytes) implements Comparable<EscapedName> {
    /** Returns the name of a file or folder below a folder, both absolute. */
    static EscapedName of(Path folder, Path below) {
        // The address has the bytes of the name, which the path's text need not.
        byte[] prefix = unescaped(folder.toUri().getRawPath());
        byte[] name = unescaped(below.toUri().getRawPath());
        int begin = prefix.length + (prefix[prefix.length - 1] == '/' ? 0 : 1);
        int end = name[name.length - 1] == '/' ? name.length - 1 : name.length;
        return new EscapedName(Arrays.copyOfRange(name, Math.min(begin, end), end));
    }

    private static byte[] unescaped(String rawPath) {
        ByteBuffer bytes = ByteBuffer.allocate(rawPath.length());
        for (int i = 0; i < rawPath.length(); i++) {
            if (rawPath.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(rawPath, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) rawPath.charAt(i));
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Returns the text, in which {@code \n}, {@code \xff} and the like are escapes. */
    String text() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int length = decodable(at);
            if (length == 0) {
                text.append(String.format("\\x%02x", bytes[at]));
                at++;
            } else {
                append(text, new String(bytes, at, length, StandardCharsets.UTF_8).codePointAt(0));
                at += length;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int character) {
        switch (character) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (doesSomething(character)) {
                    text.append(String.format("\\u%04x", character));
                } else {
                    text.appendCodePoint(character);
                }
            }
        }
    }

    /** Tells whether a character is not seen but acts: control characters, line ends, those that turn the text's direction. */
    private static boolean doesSomething(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** Returns how many bytes the character takes that begins here; 0 when none does. */
    private int decodable(int at) {
        for (int length = 1; length <= 4 && at + length <= bytes.length; length++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
                return length;
            } catch (CharacterCodingException incomplete) {
                // It may take more bytes.
            }
        }
        return 0;
    }

    /** Returns the first part of the name, the folder below the folder; all of it when there is none. */
    EscapedName first() {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '/') {
                return new EscapedName(Arrays.copyOf(bytes, i));
            }
        }
        return this;
    }

    boolean endsWith(String end) {
        byte[] wanted = end.getBytes(StandardCharsets.US_ASCII);
        return bytes.length > wanted.length
                && Arrays.equals(bytes, bytes.length - wanted.length, bytes.length, wanted, 0, wanted.length);
    }

    @Override
    public int compareTo(EscapedName other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EscapedName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return text();
    }
}
