package dev.bpflab.bpf;

import java.util.List;
import java.util.Optional;

/**
 * What happens around the programs: the live stage makes it happen for real, the simulated one produces the events.
 * Every method returns when what it started has ended and every attached program has seen it.
 */
public interface Stage extends AutoCloseable {
    /** Returns {@code live} or {@code simulated}. */
    String name();

    /**
     * Runs a command so many times, one process after the other, each executing once.
     *
     * @param command a program without arguments that ends by itself, such as {@code true}
     * @throws BpfException with ENOENT when there is no such program
     */
    List<StartedProcess> runProcesses(String command, int times);

    /**
     * Runs one process that executes {@code execs} programs in turn, keeping its process id; the last is the command.
     *
     * @throws BpfException with ENOENT when there is no such program
     */
    StartedProcess runExecChain(String command, int execs);

    /**
     * Returns the network interfaces to which programs can be attached: the loopback device and a {@link VethEnd veth pair}
     * in a network of the stage's own, on which nothing moves but what {@link #sendPackets} sends.
     *
     * @throws BpfException with EPERM when this user may not have such a network
     */
    List<NetInterface> interfaces();

    /**
     * Sends packets from one end of the veth pair to the other. Frames of more than an MTU of 1500 let both ends' MTU grow.
     *
     * @throws BpfException with EPERM as {@link #interfaces} does; EINVAL when native XDP is attached and takes no frames
     *     of such a size; EINTR when the calling thread is interrupted
     */
    void sendPackets(Packets packets);

    /** Sends several such packets in this order; faster than one by one where packets are real. */
    default void sendPackets(List<Packets> packets) {
        packets.forEach(this::sendPackets);
    }

    /**
     * Runs a process that burns CPU time to its end. The host's {@link BpfHost#symbols} know its functions also afterwards.
     *
     * @throws BpfException with ETIMEDOUT when it gets too little CPU time, EINTR when the calling thread is interrupted
     */
    StartedProcess burnCpu(CpuWork work);

    /** Returns the command name of a process that runs now; empty when there is none with this id, or nobody can know. */
    default Optional<String> comm(long pid) {
        return Optional.empty();
    }

    /**
     * Runs a process that sleeps to its end. The host's {@link BpfHost#symbols} know its functions also afterwards.
     *
     * @throws BpfException with ETIMEDOUT when it sleeps for much longer than was asked, EINTR when the calling thread is
     *     interrupted
     */
    StartedProcess sleepIn(SleepWork work);

    /**
     * Lets the machine be as busy from now on as one that has run for long: process ids are large, processes change their CPU and
     * are taken from it, not only their first thread works, and on a program's stack lies what was there before. A real machine
     * is as it is, and nothing changes.
     *
     * @param seed decides how
     */
    default void busy(long seed) {}

    /**
     * Lets processes that are run together, packets and samples meet from now on: a program is in the middle of its run on one
     * CPU when the next event happens on another. On real CPUs that is left to chance, and nothing changes.
     *
     * @param seed decides where in their run programs are then
     */
    default void overlap(long seed) {}

    /** Ends and removes whatever the stage still has running. */
    @Override
    void close();
}
