package dev.bpflab.agent;

/**
 * The calls of the host and the stage that go over the pipe, as {@link dev.bpflab.bpf.BpfHost} and {@link
 * dev.bpflab.bpf.Stage} say; the row's number is the byte in a {@link Message#CALL}. {@link RemoteHost} and {@link
 * RemoteStage} write the arguments and read the results, in the order in which the methods have them.
 */
public enum HostCall {
    CREATE_MAP,
    LOOKUP,
    UPDATE,
    LOOKUP_AND_DELETE,
    DELETE,
    NEXT_KEY,
    MAP_INFO,
    LOOKUP_BATCH,
    LOOKUP_AND_DELETE_BATCH,
    UPDATE_BATCH,
    DELETE_BATCH,
    RINGBUF_POLL,
    RINGBUF_TAKE,
    RINGBUF_POSITIONS,
    FIND_SYMBOL,
    KALLSYMS,
    LOAD,
    PROGRAM_ID,
    TEST_RUN,
    TRACEPOINT_FORMAT,
    ATTACH,
    LINK_INFO,
    DETACH,
    RACE,
    FREEZE,
    NEXT_ID,
    OPEN_BY_ID,
    PIN,
    OPEN_PINNED,
    UNPIN,
    DUPLICATE,
    CLOSE,
    RUN_PROCESSES,
    RUN_EXEC_CHAIN,
    INTERFACES,
    SEND_PACKETS,
    BURN_CPU,
    SLEEP_IN,
    COMM,
    HAS_TRAFFIC,
    NEXT_TRAFFIC,
    POSSIBLE_CPUS
}
