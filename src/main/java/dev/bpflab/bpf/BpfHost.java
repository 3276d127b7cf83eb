package dev.bpflab.bpf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system call as a host offers it: bpf(2) for maps, programs and links, on bytes. A queue or stack has keys of no
 * bytes: updating pushes, looking up peeks. Results are the kernel's: zero or a file descriptor when it went well, the
 * negated errno when not. Nothing here throws for what the kernel would refuse; an array whose length differs from the
 * map's key or value size is the caller's mistake and an {@link IllegalArgumentException}, because the kernel could not
 * tell and would read past it. What Linux can do and the simulated host cannot is a {@link BpfException} with ENOTSUPP that
 * says so, never a guess.
 *
 * <p>Methods may be called from any thread. They never block without a bound. File descriptors of one host mean nothing
 * to another.
 */
public interface BpfHost extends BatchCommands, ObjectCommands, AutoCloseable {
    /** Returns {@code kernel} or {@code sim}. */
    String name();

    /** Returns how many CPUs the host can ever have ({@code /sys/devices/system/cpu/possible}). */
    int possibleCpus();

    /** Creates a map (BPF_MAP_CREATE); returns its file descriptor or a negated errno. */
    int createMap(MapAttr attr);

    /** Copies the value of a key into {@code value} (BPF_MAP_LOOKUP_ELEM); returns 0 or a negated errno. */
    int lookup(int mapFd, byte[] key, byte[] value, long flags);

    /** Sets the value of a key (BPF_MAP_UPDATE_ELEM); returns 0 or a negated errno. */
    int update(int mapFd, byte[] key, byte[] value, long flags);

    /**
     * Copies the value of a key into {@code value} and removes the key (BPF_MAP_LOOKUP_AND_DELETE_ELEM, for hash maps
     * since Linux 5.14); with an empty key pops from a queue or stack. Returns 0 or a negated errno.
     */
    int lookupAndDelete(int mapFd, byte[] key, byte[] value, long flags);

    /** Removes a key (BPF_MAP_DELETE_ELEM); returns 0 or a negated errno. */
    int delete(int mapFd, byte[] key);

    /** Copies the key after {@code key} into {@code next}, the first for null (BPF_MAP_GET_NEXT_KEY); -ENOENT at the end. */
    int nextKey(int mapFd, byte @Nullable [] key, byte[] next);

    /** Returns what the host knows of a map, or null when the descriptor is no open map. */
    @Nullable
    MapInfo mapInfo(int mapFd);

    /**
     * Waits until a ring buffer has something that is not consumed, at most so many milliseconds (poll(2)); 0 does not wait.
     * Returns 1, 0 when the time is over, -EINVAL for another type of map, -EINTR when the thread is interrupted and
     * -EBADF when the descriptor is closed meanwhile.
     */
    int ringbufPoll(int mapFd, int milliseconds);

    /**
     * Takes the next record out of a ring buffer, whose room is free from then on; discarded ones are passed over. Each
     * record is taken once, also when several threads take; a record that is reserved and not submitted holds up those
     * behind it.
     */
    RecordOutcome ringbufTake(int mapFd);

    /** Returns how far a ring buffer was written and consumed, or null when the descriptor is no open ring buffer. */
    @Nullable
    RingbufPositions ringbufPositions(int mapFd);

    /** Returns the names of the addresses that stack traces hold. */
    Symbols symbols();

    /** Verifies and loads a program (BPF_PROG_LOAD). */
    LoadOutcome load(ProgAttr attr);

    /** Returns the id of a loaded program, or a negated errno. */
    int programId(int programFd);

    /**
     * Runs a loaded program on given data (BPF_PROG_TEST_RUN). A context may be shorter than the kernel's structure, or have
     * zeroes behind it, -E2BIG for more; -EINVAL when a field is set that may not be, -ENODEV for an interface that the stage's
     * network does not have. As of Linux 6.18 these may be set:
     *
     * <ul>
     *   <li>{@code xdp_md}: {@code data}, how many bytes of metadata stand in front of the packet; {@code data_end}, how many
     *       bytes in all lie in one piece; {@code ingress_ifindex} with {@code rx_queue_index}. The two ends come back as
     *       the program left them.
     *   <li>{@code __sk_buff}: {@code mark}, {@code priority}, {@code ingress_ifindex}, {@code ifindex}, {@code cb}, {@code
     *       tstamp}, {@code wire_len}, {@code gso_segs}, {@code gso_size}, {@code hwtstamp}. All but {@code gso_size} come back
     *       as the program left them, other fields as zero.
     *   <li>a raw tracepoint: the arguments, of which none come back. Only these programs are told a CPU, -ENXIO for one
     *       that there is not.
     * </ul>
     */
    TestRunOutcome testRun(int programFd, TestRun run);

    /** Returns whether programs may use version 4 of the instruction set, which Linux knows since 6.6. */
    default boolean hasVersion4() {
        return true;
    }

    /**
     * Returns the text of a tracepoint's {@code format} file, which names the fields of its record.
     *
     * @throws BpfException ENOENT when there is no such tracepoint, EPERM when this user may not look
     */
    String tracepointFormat(Hook.Tracepoint tracepoint);

    /** Attaches a loaded program; the link lasts until its descriptor is closed. */
    AttachOutcome attach(int programFd, Hook hook);

    /** Returns what the kernel knows of a link, or null when the descriptor is no link that it knows, as a packet socket's. */
    @Nullable
    LinkInfo linkInfo(int linkFd);

    /**
     * Detaches a link's program and leaves the link (BPF_LINK_DETACH); returns 0 or a negated errno. Links at interfaces can
     * be detached, and again; those at tracepoints and samples are -EOPNOTSUPP ({@link Errno#ENOTSUP}) and want closing.
     */
    int detach(int linkFd);

    /**
     * Runs programs, and actions of userspace beside them, at the same time; returns when all have ended. Drawn from a
     * seed on the simulator; on real threads, pinned to their CPUs, where the schedule says so and on the live kernel
     * always. A racer that the host refuses or that is interrupted has a negated errno as its result; what an action throws
     * is thrown when all have ended.
     */
    RaceOutcome race(List<Racer> racers, Schedule schedule);

    /** Closes a descriptor that this host gave; returns 0 or -EBADF. */
    int close(int fd);

    /** Closes every descriptor that this host gave and is still open. From then on everything is -EBADF, new things too. */
    @Override
    void close();
}
