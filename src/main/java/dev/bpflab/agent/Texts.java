package dev.bpflab.agent;

import java.nio.charset.StandardCharsets;

/** Makes texts fit their fields. */
final class Texts {
    private Texts() {}

    /** Returns the text, or as much of its beginning as takes at most so many bytes. */
    static String cut(String text, int most) {
        String shorter = text.length() > most ? text.substring(0, most) : text;
        byte[] bytes = shorter.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= most ? shorter : shorter.substring(0, Math.min(shorter.length(), most / 3));
    }
}
