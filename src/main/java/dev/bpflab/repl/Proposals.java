package dev.bpflab.repl;

import dev.bpflab.session.Completions.Documented;
import java.util.List;

/**
 * What can be typed next.
 *
 * @param start where the word begins that a proposal replaces
 * @param list the proposals, what is most likely meant first
 * @param call the method whose argument is being typed, one for each overload; empty when there is none
 * @param argument the number of that argument, from 0
 */
record Proposals(int start, List<Proposal> list, List<Documented> call, int argument) {
    static final Proposals NONE = new Proposals(0, List.of(), List.of(), -1);

    /**
     * Something that can be typed.
     *
     * @param text what replaces the word
     * @param label how it is shown: a signature, or the text
     * @param summary what it is, in a sentence; may be empty
     * @param ends whether a blank follows when nothing else is possible
     * @param isJava whether it is Java, of which there may be more to say
     */
    record Proposal(String text, String label, String summary, boolean ends, boolean isJava) {}

    Proposals {
        list = List.copyOf(list);
        call = List.copyOf(call);
    }

    /** Returns whether there is nothing to show. */
    boolean isEmpty() {
        return list.isEmpty() && call.isEmpty();
    }

    /** Returns what all proposals begin with. */
    String common() {
        String common = list.isEmpty() ? "" : list.get(0).text();
        for (Proposal proposal : list) {
            while (!proposal.text().startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common;
    }
}
