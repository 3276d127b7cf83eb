package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.differential.SimulatedRelease;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which attributes BPF_MAP_CREATE takes. */
interface MapCreationContract extends HostUnderTest {
    int LARGEST_IN_TRIE = 4_194_024;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // type, key_size, value_size, max_entries, flags, outcome
                "HASH  |    4 |          8 |          1 |                       | OK",
                "HASH  |    1 |          1 |          3 |                       | OK",
                "HASH  |    3 |          5 |          7 |                       | OK",
                "HASH  |  600 |          8 |          1 |                       | OK",
                "HASH  |    0 |          8 |          1 |                       | EINVAL",
                "HASH  |    4 |          0 |          1 |                       | EINVAL",
                "HASH  |    4 |          8 |          0 |                       | EINVAL",
                "HASH  |   -1 |          8 |          1 |                       | E2BIG",
                "HASH  |    4 | 2147483647 |          1 |                       | E2BIG",
                "HASH  |    4 |    4194252 |          1 | NO_PREALLOC           | E2BIG",
                "HASH  |    4 |          8 |         -1 |                       | E2BIG",
                "HASH  |    4 |          8 |         -1 | NO_PREALLOC           | E2BIG",
                "HASH  |    4 |          8 |          1 | NO_PREALLOC           | OK",
                "HASH  |    4 |          8 |          1 | ZERO_SEED             | OK",
                "HASH  |    4 |          8 |          1 | NUMA_NODE             | OK",
                "HASH  |    4 |          8 |          1 | RDONLY                | OK",
                "HASH  |    4 |          8 |          1 | WRONLY                | OK",
                "HASH  |    4 |          8 |          1 | RDONLY WRONLY         | EINVAL",
                "HASH  |    4 |          8 |          1 | RDONLY_PROG           | OK",
                "HASH  |    4 |          8 |          1 | WRONLY_PROG           | OK",
                "HASH  |    4 |          8 |          1 | RDONLY_PROG WRONLY_PROG | EINVAL",
                "HASH  |    4 |          8 |          1 | RDONLY RDONLY_PROG    | OK",
                "HASH  |    4 |          8 |          1 | NO_COMMON_LRU         | EINVAL",
                "HASH  |    4 |          8 |          1 | STACK_BUILD_ID        | EINVAL",
                "HASH  |    4 |          8 |          1 | CLONE                 | EINVAL",
                "HASH  |    4 |          8 |          1 | MMAPABLE              | EINVAL",
                "HASH  |    4 |          8 |          1 | PRESERVE_ELEMS        | EINVAL",
                "HASH  |    4 |          8 |          1 | INNER_MAP             | EINVAL",
                "ARRAY |    4 |          8 |          1 |                       | OK",
                "ARRAY |    4 |          1 |          3 |                       | OK",
                "ARRAY |    0 |          8 |          1 |                       | EINVAL",
                "ARRAY |    2 |          8 |          1 |                       | EINVAL",
                "ARRAY |    8 |          8 |          1 |                       | EINVAL",
                "ARRAY |    4 |          0 |          1 |                       | EINVAL",
                "ARRAY |    4 |          8 |          0 |                       | EINVAL",
                "ARRAY |    4 |         -1 |          1 |                       | E2BIG",
                "ARRAY |    4 |         -1 |          0 |                       | EINVAL",
                "ARRAY |    4 |          8 |          1 | MMAPABLE              | OK",
                "ARRAY |    4 |          8 |          1 | INNER_MAP             | OK",
                "ARRAY |    4 |          8 |          1 | NUMA_NODE             | OK",
                "ARRAY |    4 |          8 |          1 | RDONLY                | OK",
                "ARRAY |    4 |          8 |          1 | WRONLY                | OK",
                "ARRAY |    4 |          8 |          1 | RDONLY WRONLY         | EINVAL",
                "ARRAY |    4 |          8 |          1 | RDONLY_PROG           | OK",
                "ARRAY |    4 |          8 |          1 | WRONLY_PROG           | OK",
                "ARRAY |    4 |          8 |          1 | RDONLY_PROG WRONLY_PROG | EINVAL",
                "ARRAY |    4 |          8 |          1 | NO_PREALLOC           | EINVAL",
                "ARRAY |    4 |          8 |          1 | ZERO_SEED             | EINVAL",
                "ARRAY |    4 |          8 |          1 | NO_COMMON_LRU         | EINVAL",
                "ARRAY |    4 |          8 |          1 | STACK_BUILD_ID        | EINVAL",
                "ARRAY |    4 |          8 |          1 | CLONE                 | EINVAL",
                "ARRAY |    4 |          8 |          1 | PRESERVE_ELEMS        | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 |  | OK",
                "PERCPU_HASH | 4 | 5 | 3 |  | OK",
                "PERCPU_HASH | 0 | 8 | 1 |  | EINVAL",
                "PERCPU_HASH | 4 | 0 | 1 |  | EINVAL",
                "PERCPU_HASH | 4 | 8 | 0 |  | EINVAL",
                "PERCPU_HASH | 4 | 32768 | 1 |  | OK",
                "PERCPU_HASH | 4 | 32769 | 1 |  | E2BIG",
                "PERCPU_HASH | 4 | 2147483647 | 1 |  | E2BIG",
                "PERCPU_HASH | 4 | 8 | 1 | NO_PREALLOC | OK",
                "PERCPU_HASH | 4 | 8 | 1 | NO_COMMON_LRU | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 | NUMA_NODE | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 | RDONLY | OK",
                "PERCPU_HASH | 4 | 8 | 1 | WRONLY | OK",
                "PERCPU_HASH | 4 | 8 | 1 | STACK_BUILD_ID | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 | ZERO_SEED | OK",
                "PERCPU_HASH | 4 | 8 | 1 | RDONLY_PROG | OK",
                "PERCPU_HASH | 4 | 8 | 1 | WRONLY_PROG | OK",
                "PERCPU_HASH | 4 | 8 | 1 | CLONE | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 | MMAPABLE | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 | PRESERVE_ELEMS | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 | INNER_MAP | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 | RDONLY WRONLY | EINVAL",
                "PERCPU_HASH | 4 | 8 | 1 | RDONLY_PROG WRONLY_PROG | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 |  | OK",
                "PERCPU_ARRAY | 4 | 5 | 3 |  | OK",
                "PERCPU_ARRAY | 0 | 8 | 1 |  | EINVAL",
                "PERCPU_ARRAY | 4 | 0 | 1 |  | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 0 |  | EINVAL",
                "PERCPU_ARRAY | 4 | 32768 | 1 |  | OK",
                "PERCPU_ARRAY | 4 | 32769 | 1 |  | E2BIG",
                "PERCPU_ARRAY | 4 | 2147483647 | 1 |  | E2BIG",
                "PERCPU_ARRAY | 4 | 8 | 1 | NO_PREALLOC | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | NO_COMMON_LRU | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | NUMA_NODE | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | RDONLY | OK",
                "PERCPU_ARRAY | 4 | 8 | 1 | WRONLY | OK",
                "PERCPU_ARRAY | 4 | 8 | 1 | STACK_BUILD_ID | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | ZERO_SEED | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | RDONLY_PROG | OK",
                "PERCPU_ARRAY | 4 | 8 | 1 | WRONLY_PROG | OK",
                "PERCPU_ARRAY | 4 | 8 | 1 | CLONE | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | MMAPABLE | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | PRESERVE_ELEMS | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | INNER_MAP | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | RDONLY WRONLY | EINVAL",
                "PERCPU_ARRAY | 4 | 8 | 1 | RDONLY_PROG WRONLY_PROG | EINVAL",
                "PERCPU_HASH | -1 | 8 | 1 |  | E2BIG",
                "PERCPU_HASH | 4 | 8 | 268435456 | NO_PREALLOC | E2BIG",
                "HASH | 4 | 8 | 134217729 | NO_PREALLOC | E2BIG",
                "PERCPU_ARRAY | 8 | 8 | 1 |  | EINVAL",
                "PERCPU_ARRAY | 4 | -1 | 1 |  | E2BIG",
                "QUEUE | 0 | 8 | 1 |  | OK",
                "QUEUE | 0 | 5 | 3 |  | OK",
                "QUEUE | 4 | 8 | 1 |  | EINVAL",
                "QUEUE | 0 | 0 | 1 |  | EINVAL",
                "QUEUE | 0 | 8 | 0 |  | EINVAL",
                "QUEUE | 0 | 4194304 | 1 |  | OK",
                "QUEUE | 0 | 4194305 | 1 |  | E2BIG",
                "QUEUE | 0 | -1 | 1 |  | E2BIG",
                "QUEUE | 0 | 4194304 | -1 |  | ENOMEM",
                "QUEUE | 0 | 8 | 1 | NO_PREALLOC | EINVAL",
                "QUEUE | 0 | 8 | 1 | NO_COMMON_LRU | EINVAL",
                "QUEUE | 0 | 8 | 1 | NUMA_NODE | OK",
                "QUEUE | 0 | 8 | 1 | RDONLY | OK",
                "QUEUE | 0 | 8 | 1 | WRONLY | OK",
                "QUEUE | 0 | 8 | 1 | STACK_BUILD_ID | EINVAL",
                "QUEUE | 0 | 8 | 1 | ZERO_SEED | EINVAL",
                "QUEUE | 0 | 8 | 1 | RDONLY_PROG | OK",
                "QUEUE | 0 | 8 | 1 | WRONLY_PROG | OK",
                "QUEUE | 0 | 8 | 1 | CLONE | EINVAL",
                "QUEUE | 0 | 8 | 1 | MMAPABLE | EINVAL",
                "QUEUE | 0 | 8 | 1 | PRESERVE_ELEMS | EINVAL",
                "QUEUE | 0 | 8 | 1 | INNER_MAP | EINVAL",
                "QUEUE | 0 | 8 | 1 | RDONLY_PROG WRONLY_PROG | EINVAL",
                "STACK | 0 | 8 | 1 |  | OK",
                "STACK | 0 | 5 | 3 |  | OK",
                "STACK | 4 | 8 | 1 |  | EINVAL",
                "STACK | 0 | 0 | 1 |  | EINVAL",
                "STACK | 0 | 8 | 0 |  | EINVAL",
                "STACK | 0 | 4194304 | 1 |  | OK",
                "STACK | 0 | 4194305 | 1 |  | E2BIG",
                "STACK | 0 | -1 | 1 |  | E2BIG",
                "STACK | 0 | 4194304 | -1 |  | ENOMEM",
                "STACK | 0 | 8 | 1 | NO_PREALLOC | EINVAL",
                "STACK | 0 | 8 | 1 | NO_COMMON_LRU | EINVAL",
                "STACK | 0 | 8 | 1 | NUMA_NODE | OK",
                "STACK | 0 | 8 | 1 | RDONLY | OK",
                "STACK | 0 | 8 | 1 | WRONLY | OK",
                "STACK | 0 | 8 | 1 | STACK_BUILD_ID | EINVAL",
                "STACK | 0 | 8 | 1 | ZERO_SEED | EINVAL",
                "STACK | 0 | 8 | 1 | RDONLY_PROG | OK",
                "STACK | 0 | 8 | 1 | WRONLY_PROG | OK",
                "STACK | 0 | 8 | 1 | CLONE | EINVAL",
                "STACK | 0 | 8 | 1 | MMAPABLE | EINVAL",
                "STACK | 0 | 8 | 1 | PRESERVE_ELEMS | EINVAL",
                "STACK | 0 | 8 | 1 | INNER_MAP | EINVAL",
                "STACK | 0 | 8 | 1 | RDONLY_PROG WRONLY_PROG | EINVAL",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC | OK",
                "LPM_TRIE | 8 | 8 | 1 |  | EINVAL",
                "LPM_TRIE | 5 | 8 | 1 | NO_PREALLOC | OK",
                "LPM_TRIE | 4 | 8 | 1 | NO_PREALLOC | EINVAL",
                "LPM_TRIE | 260 | 8 | 1 | NO_PREALLOC | OK",
                "LPM_TRIE | 261 | 8 | 1 | NO_PREALLOC | EINVAL",
                "LPM_TRIE | 8 | 0 | 1 | NO_PREALLOC | EINVAL",
                "LPM_TRIE | 8 | 8 | 0 | NO_PREALLOC | EINVAL",
                "LPM_TRIE | 8 | 8 | -1 | NO_PREALLOC | OK",
                "LPM_TRIE | 8 | 4194024 | 1 | NO_PREALLOC | OK",
                "LPM_TRIE | 8 | 4194025 | 1 | NO_PREALLOC | EINVAL",
                "LPM_TRIE | 8 | -1 | 1 | NO_PREALLOC | EINVAL",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC NO_COMMON_LRU | EINVAL",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC NUMA_NODE | OK",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC RDONLY | OK",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC WRONLY | OK",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC STACK_BUILD_ID | EINVAL",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC ZERO_SEED | EINVAL",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC RDONLY_PROG | OK",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC WRONLY_PROG | OK",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC CLONE | EINVAL",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC MMAPABLE | EINVAL",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC PRESERVE_ELEMS | EINVAL",
                "LPM_TRIE | 8 | 8 | 1 | NO_PREALLOC INNER_MAP | EINVAL",
                "LRU_HASH | 4 | 8 | 1 |  | OK",
                "LRU_HASH | 4 | 8 | 0 |  | EINVAL",
                "LRU_HASH | 0 | 8 | 1 |  | EINVAL",
                "LRU_HASH | 4 | 0 | 1 |  | EINVAL",
                "LRU_HASH | 4 | 8 | 1 | NO_PREALLOC | ENOTSUPP",
                "LRU_HASH | 4 | 8 | 0 | NO_PREALLOC | ENOTSUPP",
                "LRU_HASH | 4 | 8 | 1 | NO_PREALLOC NO_COMMON_LRU | ENOTSUPP",
                "LRU_HASH | 4 | 8 | 1 | NO_PREALLOC STACK_BUILD_ID | EINVAL",
                "LRU_HASH | 4 | 8 | 1 | NO_PREALLOC RDONLY_PROG WRONLY_PROG | EINVAL",
                "LRU_HASH | 4 | 8 | 1 | NUMA_NODE NO_COMMON_LRU | EINVAL",
                "LRU_HASH | 4 | 8 | 1 | NO_COMMON_LRU | OK",
                "LRU_HASH | 4 | 8 | 1 | NUMA_NODE | OK",
                "LRU_HASH | 4 | 8 | 1 | RDONLY | OK",
                "LRU_HASH | 4 | 8 | 1 | WRONLY | OK",
                "LRU_HASH | 4 | 8 | 1 | STACK_BUILD_ID | EINVAL",
                "LRU_HASH | 4 | 8 | 1 | ZERO_SEED | OK",
                "LRU_HASH | 4 | 8 | 1 | RDONLY_PROG | OK",
                "LRU_HASH | 4 | 8 | 1 | WRONLY_PROG | OK",
                "LRU_HASH | 4 | 8 | 1 | CLONE | EINVAL",
                "LRU_HASH | 4 | 8 | 1 | MMAPABLE | EINVAL",
                "LRU_HASH | 4 | 8 | 1 | PRESERVE_ELEMS | EINVAL",
                "LRU_HASH | 4 | 8 | 1 | INNER_MAP | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 |  | OK",
                "LRU_PERCPU_HASH | 4 | 8 | 0 |  | EINVAL",
                "LRU_PERCPU_HASH | 0 | 8 | 1 |  | EINVAL",
                "LRU_PERCPU_HASH | 4 | 0 | 1 |  | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | NO_PREALLOC | ENOTSUPP",
                "LRU_PERCPU_HASH | 4 | 8 | 0 | NO_PREALLOC | ENOTSUPP",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | NO_PREALLOC NO_COMMON_LRU | ENOTSUPP",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | NO_PREALLOC STACK_BUILD_ID | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | NO_PREALLOC RDONLY_PROG WRONLY_PROG | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | NUMA_NODE NO_COMMON_LRU | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | NO_COMMON_LRU | OK",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | NUMA_NODE | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | RDONLY | OK",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | WRONLY | OK",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | STACK_BUILD_ID | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | ZERO_SEED | OK",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | RDONLY_PROG | OK",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | WRONLY_PROG | OK",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | CLONE | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | MMAPABLE | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | PRESERVE_ELEMS | EINVAL",
                "LRU_PERCPU_HASH | 4 | 8 | 1 | INNER_MAP | EINVAL",
                "LRU_PERCPU_HASH | 4 | 32769 | 1 |  | E2BIG",
                "LRU_HASH | 4 | 4194252 | 1 |  | E2BIG",
                "RINGBUF | 0 | 0 | 4096 |  | OK",
                "RINGBUF | 0 | 0 | 8192 |  | OK",
                "RINGBUF | 0 | 0 | 0 |  | EINVAL",
                "RINGBUF | 0 | 0 | 2048 |  | EINVAL",
                "RINGBUF | 0 | 0 | 4095 |  | EINVAL",
                "RINGBUF | 0 | 0 | 12288 |  | EINVAL",
                "RINGBUF | 0 | 0 | -1 |  | EINVAL",
                "RINGBUF | 4 | 0 | 4096 |  | EINVAL",
                "RINGBUF | 0 | 8 | 4096 |  | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | NO_PREALLOC | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | NO_COMMON_LRU | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | NUMA_NODE | OK",
                "RINGBUF | 0 | 0 | 4096 | RDONLY | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | WRONLY | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | STACK_BUILD_ID | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | ZERO_SEED | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | RDONLY_PROG | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | WRONLY_PROG | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | CLONE | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | MMAPABLE | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | PRESERVE_ELEMS | EINVAL",
                "RINGBUF | 0 | 0 | 4096 | INNER_MAP | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 |  | OK",
                "STACK_TRACE | 4 | 80 | 100 |  | OK",
                "STACK_TRACE | 4 | 1016 | 1 |  | OK",
                "STACK_TRACE | 4 | 1024 | 1 |  | EINVAL",
                "STACK_TRACE | 4 | 4 | 1 |  | EINVAL",
                "STACK_TRACE | 4 | 12 | 1 |  | EINVAL",
                "STACK_TRACE | 4 | 0 | 1 |  | EINVAL",
                "STACK_TRACE | 4 | -8 | 1 |  | EINVAL",
                "STACK_TRACE | 0 | 8 | 1 |  | EINVAL",
                "STACK_TRACE | 8 | 8 | 1 |  | EINVAL",
                "STACK_TRACE | 4 | 8 | 0 |  | EINVAL",
                "STACK_TRACE | 4 | 8 | -1 |  | E2BIG",
                "STACK_TRACE | 4 | 8 | -2147483647 |  | E2BIG",
                "STACK_TRACE | 4 | 8 | 1 | STACK_BUILD_ID | EINVAL",
                "STACK_TRACE | 4 | 4096 | 1 | STACK_BUILD_ID | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | RDONLY WRONLY | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | NO_PREALLOC | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | NO_COMMON_LRU | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | NUMA_NODE | OK",
                "STACK_TRACE | 4 | 8 | 1 | RDONLY | OK",
                "STACK_TRACE | 4 | 8 | 1 | WRONLY | OK",
                "STACK_TRACE | 4 | 8 | 1 | ZERO_SEED | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | RDONLY_PROG | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | WRONLY_PROG | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | CLONE | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | MMAPABLE | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | PRESERVE_ELEMS | EINVAL",
                "STACK_TRACE | 4 | 8 | 1 | INNER_MAP | EINVAL",
            })
    default void takesOrRefusesSizesAndFlags(
            MapType type, int keySize, int valueSize, int maxEntries, String flags, String outcome) {
        int bits = MapFlag.bits(
                flags == null
                        ? new MapFlag[0]
                        : Arrays.stream(flags.split(" ", -1))
                                .map(MapFlag::valueOf)
                                .toArray(MapFlag[]::new));
        // A node of the trie was larger in other releases.
        assumeTrue(
                valueSize != LARGEST_IN_TRIE || !SimulatedRelease.isNot(host()),
                "the largest value of a trie is that of Linux 6.18");
        int fd = host().createMap(new MapAttr(type.number(), keySize, valueSize, maxEntries, bits, ""));
        // Linux 6.12 sees before it allocates that a queue cannot be so large.
        assertThat(HostUnderTest.outcome(fd))
                .isIn(SimulatedRelease.answers(host(), outcome, outcome.equals("ENOMEM") ? "E2BIG" : outcome));
    }

    @ParameterizedTest
    @EnumSource(names = {"LINK", "PATH_FD", "VTYPE_BTF_OBJ_FD", "TOKEN_FD", "SEGV_ON_FAULT", "NO_USER_CONV"})
    default void theFlagsOfOtherObjectsAndTypesAreRefused(MapFlag flag) {
        for (MapType type : List.of(
                MapType.HASH,
                MapType.ARRAY,
                MapType.PERCPU_HASH,
                MapType.PERCPU_ARRAY,
                MapType.LRU_HASH,
                MapType.LRU_PERCPU_HASH,
                MapType.QUEUE,
                MapType.STACK,
                MapType.LPM_TRIE)) {
            boolean trie = type == MapType.LPM_TRIE;
            int bits = flag.bit() | (trie ? MapFlag.NO_PREALLOC.bit() : 0);
            int keySize = type.isQueue() ? 0 : trie ? 8 : 4;
            assertThat(HostUnderTest.outcome(host().createMap(new MapAttr(type.number(), keySize, 8, 1, bits, ""))))
                    .as(type.kernelName())
                    .isEqualTo("EINVAL");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "counts, OK",
        "'', OK",
        "a.b_C9, OK",
        "fifteen_chars_x, OK",
        "sixteen_chars_xx, EINVAL",
        "a_name_of_twenty_char, EINVAL",
        "a b, EINVAL",
        "a-b, EINVAL",
        "a/b, EINVAL",
        "zählt, EINVAL",
    })
    default void takesOrRefusesAName(String name, String outcome) {
        int fd = host().createMap(new MapAttr(MapType.HASH.number(), 4, 8, 1, 0, name));
        assertThat(HostUnderTest.outcome(fd)).isEqualTo(outcome);
        if (fd >= 0) {
            MapInfo info = Objects.requireNonNull(host().mapInfo(fd));
            assertThat(info.attr().name()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "9999"})
    default void refusesATypeThatThereIsNot(int type) {
        assertThat(HostUnderTest.outcome(host().createMap(new MapAttr(type, 4, 8, 1, 0, ""))))
                .isEqualTo("EINVAL");
    }

    @Test
    default void refusesAFlagThatThereIsNot() {
        for (MapType type : new MapType[] {MapType.HASH, MapType.ARRAY, MapType.PERCPU_HASH, MapType.PERCPU_ARRAY}) {
            assertThat(HostUnderTest.outcome(host().createMap(new MapAttr(type.number(), 4, 8, 1, 1 << 31, ""))))
                    .as(type.name())
                    .isEqualTo("EINVAL");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HASH, 4, 8, 10, 1",
        "HASH, 5, 3, 7, 0",
        "ARRAY, 4, 12, 3, 0",
        "ARRAY, 4, 8, 1, 128",
        "PERCPU_HASH, 4, 5, 3, 1",
        "PERCPU_ARRAY, 4, 5, 3, 0"
    })
    default void saysHowAMapWasMade(MapType type, int keySize, int valueSize, int maxEntries, int flags) {
        MapAttr attr = new MapAttr(type.number(), keySize, valueSize, maxEntries, flags, "made");
        int first = opened(host().createMap(attr));
        int second = opened(host().createMap(attr));
        MapInfo info = Objects.requireNonNull(host().mapInfo(first));
        assertThat(info.attr()).isEqualTo(attr);
        assertThat(info.id()).isPositive();
        assertThat(Objects.requireNonNull(host().mapInfo(second)).id()).isNotEqualTo(info.id());
        assertThat(second).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"RDONLY", "WRONLY"})
    default void whatADescriptorMayDoIsNoPropertyOfTheMap(MapFlag flag) {
        MapInfo info = Objects.requireNonNull(host().mapInfo(map(MapType.HASH, 4, 8, 1, flag)));
        assertThat(info.attr().flags()).isZero();
    }
}
