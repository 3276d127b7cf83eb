package dev.bpflab.bpf.debug;

import java.util.Map;
import java.util.OptionalLong;

/**
 * A program between two instructions, which can go forwards and backwards. Turning back and coming again leads through the
 * same moments, whatever the program does. Everything happens on copies: no host, map or program that is in use is
 * changed. Calls that run look now and then whether the thread is interrupted.
 */
public interface Debugger {
    /** Makes debuggers. */
    @FunctionalInterface
    interface Factory {
        /** Puts a program before its first instruction; a {@link dev.bpflab.bpf.BpfException} when it cannot be set up. */
        Debugger debug(DebugSpec spec);
    }

    /** Returns what is debugged. */
    DebugSpec spec();

    /** Returns why the verifier rejects the program, which is debugged all the same; empty when it accepts it. */
    String rejection();

    /** Returns the present moment. */
    Moment now();

    /** Executes so many instructions, one at a time on whichever CPU has the turn. */
    Stop step(long count);

    /** Takes so many instructions back. */
    Stop back(long count);

    /** Executes one instruction and, when it is a call of a function of the program, the function too. */
    Stop next();

    /** Goes on until the function under way has returned, on the CPU that has the turn. */
    Stop finish();

    /** Goes on until the instruction at this slot is next. */
    Stop runTo(int slot);

    /** Goes on to the next breakpoint or the end. */
    Stop resume();

    /** Goes back to the breakpoint met last before this moment, or to the beginning. */
    Stop reverse();

    /** Goes back to the beginning. */
    void restart();

    /** Lets only this CPU go on from now on. */
    void chooseCpu(int cpu);

    /** Lets a scheduler go on with all CPUs from now on, drawing turns from a seed. */
    void chooseSeed(long seed);

    /** Returns the seed that turns are drawn from at this moment; empty when they are chosen by hand. */
    OptionalLong seed();

    /** Adds a breakpoint; returns its number, from 1. */
    int add(Breakpoint breakpoint);

    /** Removes a breakpoint; returns whether there was one with this number. */
    boolean remove(int number);

    /** Returns the breakpoints by their numbers. */
    Map<Integer, Breakpoint> breakpoints();
}
