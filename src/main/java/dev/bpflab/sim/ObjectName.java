package dev.bpflab.sim;

import java.util.regex.Pattern;

/** The names of maps and programs (kernel/bpf/syscall.c, {@code bpf_obj_name_cpy}). */
final class ObjectName {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_.]{0,15}");

    private ObjectName() {}

    /** Returns whether the kernel takes the name. */
    static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }
}
