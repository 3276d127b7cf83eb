package dev.bpflab.isa;

/** A map as a program names it before it is loaded; loading turns it into a file descriptor of the host. */
public interface MapRef {
    /** Returns the map's name, for listings and messages; may be empty. */
    String name();
}
