package dev.bpflab.bpf;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A class of messages of the verifier, as the catalogue has it; texts with {@link Placeholders}.
 *
 * @param id its name
 * @param says found in what the verifier said, or null for a refusal without a word
 * @param errno of that refusal, or null
 * @param circumstance {@code lost}, {@code exit}, {@code version4} or empty for any
 * @param at which instruction it is about when neither message nor log says so: {@code last}, {@code jump}, {@code version4} or
 * {@code map}
 * @param means what it means
 * @param mends what usually helps
 * @param code the remedy as code
 * @param read the section to read
 */
record VerifierMessage(
        String id,
        @Nullable Pattern says,
        @Nullable Errno errno,
        String circumstance,
        String at,
        String means,
        String mends,
        List<Code> code,
        String read) {
    /**
     * Code to write.
     *
     * @param where in the program
     * @param vocabulary as calls of the vocabulary
     * @param text in the kernel's notation
     */
    record Code(String where, String vocabulary, String text) {}
}
