package dev.bpflab.bpf;

import org.jspecify.annotations.Nullable;

/**
 * The batch commands of bpf(2), since Linux 5.6: many elements of a map in one call. Hash maps have all four, arrays look up
 * and update, tries do not look up and delete at once, other types are -ENOTSUPP. An older kernel answers -EINVAL.
 */
public interface BatchCommands {
    /**
     * Copies elements out from a place in the map on (BPF_MAP_LOOKUP_BATCH). A hash gives whole buckets, under their locks:
     * in one walk a key comes at most once, and each that is there all the time does. Other types go by keys.
     *
     * @param from the place where an earlier call ended, of {@link Batch#placeBytes} bytes; null to begin
     * @param next is set to the place to go on from, as long
     * @return -ENOENT when nothing comes behind what was copied, which is valid all the same; -ENOSPC when not even one
     *     bucket of a hash fits, so that there must be more room
     */
    BatchOutcome lookupBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch);

    /** Copies elements out as {@link #lookupBatch} does and removes them (BPF_MAP_LOOKUP_AND_DELETE_BATCH). */
    BatchOutcome lookupAndDeleteBatch(int mapFd, byte @Nullable [] from, byte[] next, Batch batch);

    /** Sets the values of keys in their order, up to the first that fails (BPF_MAP_UPDATE_BATCH). */
    BatchOutcome updateBatch(int mapFd, Batch batch);

    /** Removes keys in their order, up to the first that fails (BPF_MAP_DELETE_BATCH); values are not looked at. */
    BatchOutcome deleteBatch(int mapFd, Batch batch);
}
