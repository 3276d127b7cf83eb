package dev.bpflab.cli;

/**
 * One thing that the doctor looked at.
 *
 * @param topic what was looked at
 * @param well whether it is as the labs like it
 * @param found what was found
 * @param prevents what it prevents; empty when nothing
 * @param remedy the command or step that mends it; empty when nothing has to be mended or nothing would
 */
record Finding(String topic, boolean well, String found, String prevents, String remedy) {
    static Finding good(String topic, String found) {
        return new Finding(topic, true, found, "", "");
    }

    static Finding bad(String topic, String found, String prevents, String remedy) {
        return new Finding(topic, false, found, prevents, remedy);
    }
}
