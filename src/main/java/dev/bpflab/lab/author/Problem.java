package dev.bpflab.lab.author;

/**
 * Something that an author has to mend.
 *
 * @param where what it is about, such as {@code step 'create'} or {@code solution.jsh}
 * @param what what is wrong with it, and what would be right
 */
public record Problem(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
