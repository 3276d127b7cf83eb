package dev.bpflab.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A system call that was recorded.
 *
 * @param number on x86-64
 * @param result what it returned, -errno when it failed
 */
record SystemCall(int number, long result) {
    static final int NANOSLEEP = 35;
    static final int GETPID = 39;
    static final int EXECVE = 59;
    static final int GETUID = 102;
    static final int GETGID = 104;
    static final int GETEUID = 107;
    static final int GETEGID = 108;
    static final int GETPPID = 110;
    static final int PRCTL = 157;
    static final int SETITIMER = 38;
    static final int SET_TID_ADDRESS = 218;
    static final int EXIT_GROUP = 231;
    static final int GETRANDOM = 318;
    static final int CLONE3 = 435;

    /** Returns a call that succeeds with nothing to return. */
    static SystemCall of(int number) {
        return new SystemCall(number, 0);
    }

    /** Reads calls as in {@code 14 257=3 21=-2 9=0x7f00 13*64}: a number, its result if not 0, and how many times. */
    static List<SystemCall> parse(String words) {
        List<SystemCall> calls = new ArrayList<>();
        for (String word : words.split(" ", -1)) {
            String[] times = word.split("\\*", 2);
            String[] call = times[0].split("=", 2);
            SystemCall one = new SystemCall(Integer.parseInt(call[0]), call.length == 1 ? 0 : Long.decode(call[1]));
            calls.addAll(Collections.nCopies(times.length == 1 ? 1 : Integer.parseInt(times[1]), one));
        }
        return List.copyOf(calls);
    }

    /** Returns whether the call comes back on its own: not when the process ends, and execve when the program is there. */
    boolean returns() {
        return number != EXIT_GROUP && number != EXECVE;
    }
}
