package dev.bpflab.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machine code of a program of ours, as a listing in our resources has it: the bytes of an instruction on each line, and
 * what they mean behind it. A label names a function, or with a dot in front another place.
 *
 * @param bytes the code and the room for its data
 * @param labels the offset of each label, in the order of the listing
 */
record MachineCode(byte[] bytes, Map<String, Integer> labels) {
    private static final Pattern LABEL = Pattern.compile("([.\\w]+):");
    private static final Pattern BYTES = Pattern.compile("((?:\\p{XDigit}{2})+) .*");

    /** Reads the listing of the program of this name for a processor. */
    static MachineCode of(String program, Arch arch) {
        String listing = program + "." + arch.listingName() + ".txt";
        try (InputStream resource = MachineCode.class.getResourceAsStream(listing)) {
            if (resource == null) {
                throw new IllegalStateException("there is no " + listing + " in the jar");
            }
            return parse(new String(resource.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MachineCode parse(String listing) {
        StringBuilder hex = new StringBuilder();
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (String line : listing.lines().toList()) {
            Matcher label = LABEL.matcher(line);
            Matcher bytes = BYTES.matcher(line);
            if (label.matches()) {
                labels.put(label.group(1), hex.length() / 2);
            } else if (bytes.matches()) {
                hex.append(bytes.group(1));
            } else if (!line.startsWith("#")) {
                throw new IllegalArgumentException("neither bytes nor a label: " + line);
            }
        }
        return new MachineCode(HexFormat.of().parseHex(hex), labels);
    }

    /** Returns where a label stands. */
    int at(String label) {
        Integer offset = labels.get(label);
        if (offset == null) {
            throw new IllegalArgumentException("no label " + label);
        }
        return offset;
    }
}
