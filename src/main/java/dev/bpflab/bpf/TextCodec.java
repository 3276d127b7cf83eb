package dev.bpflab.bpf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * UTF-8 text that ends at the first NUL byte or at the end of the field, padded with NUL. A byte that is no text (not
 * UTF-8, or a control character) reads {@code \x9f}, and is written so too: every text that was read finds its key again.
 *
 * @param longest how many bytes may be no padding: all, or one less where C wants the last to be NUL
 */
record TextCodec(String name, int size, int longest) implements Codec<String> {
    private static final Pattern ESCAPED = Pattern.compile("\\\\x([0-9a-f]{2})");

    @Override
    public void encode(String value, ByteBuffer to) {
        byte[] bytes = bytesOf(value);
        if (bytes.length > longest) {
            String why = longest < size ? longest + " and the NUL at the end" : String.valueOf(longest);
            throw new BpfException(
                    "encode " + kind(), Errno.ERANGE, bytes.length + " bytes do not fit " + why, "shorten it");
        }
        to.put(bytes).put(new byte[size - bytes.length]);
    }

    @Override
    public String decode(ByteBuffer from) {
        byte[] bytes = new byte[size];
        from.get(bytes);
        int length = 0;
        while (length < size && bytes[length] != 0) {
            length++;
        }
        return textOf(ByteBuffer.wrap(bytes, 0, length));
    }

    @Override
    public String declare(String variable) {
        return "char " + variable + "[" + size + "]";
    }

    @Override
    public Class<?> javaType() {
        return String.class;
    }

    private String kind() {
        return longest < size ? name : "text";
    }

    private static byte[] bytesOf(String text) {
        if (!text.contains("\\x")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escaped = ESCAPED.matcher(text);
        int end = 0;
        while (escaped.find()) {
            bytes.writeBytes(text.substring(end, escaped.start()).getBytes(StandardCharsets.UTF_8));
            bytes.write(HexFormat.fromHexDigits(escaped.group(1)));
            end = escaped.end();
        }
        bytes.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static String textOf(ByteBuffer bytes) {
        StringBuilder text = new StringBuilder();
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining());
        while (bytes.hasRemaining()) {
            CoderResult result = utf8.decode(bytes, chars, true);
            text.append(readable(chars.flip().toString()));
            chars.clear();
            for (int i = 0; i < (result.isError() ? result.length() : 0); i++) {
                text.append(escape(bytes.get()));
            }
        }
        return text.toString();
    }

    /** Returns valid text with control characters escaped, and a backslash that would seem to escape. */
    private static String readable(String text) {
        if (text.chars().noneMatch(c -> Character.isISOControl(c) || c == '\\')) {
            return text;
        }
        StringBuilder readable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String one = text.substring(i, i + 1);
            boolean seemsEscaped =
                    ESCAPED.matcher(text).region(i, text.length()).lookingAt();
            if (Character.isISOControl(text.charAt(i)) || seemsEscaped) {
                for (byte each : one.getBytes(StandardCharsets.UTF_8)) {
                    readable.append(escape(each));
                }
            } else {
                readable.append(one);
            }
        }
        return readable.toString();
    }

    private static String escape(byte value) {
        return "\\x" + HexFormat.of().toHexDigits(value);
    }
}
