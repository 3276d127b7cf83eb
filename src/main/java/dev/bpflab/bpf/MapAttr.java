package dev.bpflab.bpf;

/**
 * The attributes of BPF_MAP_CREATE, unchecked: whatever is wrong with them is the host's to find.
 *
 * @param type the number of the map type
 * @param keySize bytes of a key
 * @param valueSize bytes of a value
 * @param maxEntries how many entries fit; unsigned
 * @param flags {@code map_flags}
 * @param name up to 15 characters of letters, digits, {@code _} and {@code .}; may be empty
 * @param innerMapFd a map like those that a map of maps is for; 0 for other types
 */
public record MapAttr(int type, int keySize, int valueSize, int maxEntries, int flags, String name, int innerMapFd) {
    /** Creates the attributes of a map without maps in it. */
    public MapAttr(int type, int keySize, int valueSize, int maxEntries, int flags, String name) {
        this(type, keySize, valueSize, maxEntries, flags, name, 0);
    }
}
