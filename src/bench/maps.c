// The C side of maps.py: the same system calls as MapBench.java, as a C program makes them. Reads the name of an operation
// and how often to do it from each line of standard input, and writes the nanoseconds that one took: for the operations on
// many entries, one entry.
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define ENTRIES 10000
#define BATCH 4096

static uint32_t keys[BATCH];
static uint64_t values[BATCH];

static long bpf(int command, union bpf_attr *attr) {
    return syscall(SYS_bpf, command, attr, sizeof *attr);
}

static long nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000L + now.tv_nsec;
}

static void check(long result, const char *what) {
    if (result < 0) {
        perror(what);
        exit(2);
    }
}

static int create(void) {
    union bpf_attr attr = {.map_type = BPF_MAP_TYPE_HASH, .key_size = 4, .value_size = 8, .max_entries = ENTRIES};
    long fd = bpf(BPF_MAP_CREATE, &attr);
    check(fd, "create map");
    return (int) fd;
}

static void element(int command, int fd, uint32_t key) {
    uint64_t value = key;
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr);
    attr.map_fd = fd;
    attr.key = (uintptr_t) &key;
    attr.value = (uintptr_t) &value;
    check(bpf(command, &attr), "element");
}

static long lookup(int fd, long times) {
    for (long i = 0; i < times; i++) {
        element(BPF_MAP_LOOKUP_ELEM, fd, i % ENTRIES);
    }
    return times;
}

static long update(int fd, long times) {
    for (long i = 0; i < times; i++) {
        element(BPF_MAP_UPDATE_ELEM, fd, i % ENTRIES);
    }
    return times;
}

static long lookup_batch(int fd, long times) {
    long entries = 0;
    for (long i = 0; i < times; i++) {
        uint32_t at = 0;
        for (int more = 1, first = 1; more; first = 0) {
            union bpf_attr attr;
            memset(&attr, 0, sizeof attr);
            attr.batch.map_fd = fd;
            attr.batch.in_batch = first ? 0 : (uintptr_t) &at;
            attr.batch.out_batch = (uintptr_t) &at;
            attr.batch.keys = (uintptr_t) keys;
            attr.batch.values = (uintptr_t) values;
            attr.batch.count = BATCH;
            more = bpf(BPF_MAP_LOOKUP_BATCH, &attr) == 0;
            entries += attr.batch.count;
        }
    }
    return entries;
}

static long update_batch(int fd, long times) {
    for (long i = 0; i < times; i++) {
        for (uint32_t from = 0; from < ENTRIES; from += BATCH) {
            uint32_t count = from + BATCH > ENTRIES ? ENTRIES - from : BATCH;
            for (uint32_t k = 0; k < count; k++) {
                keys[k] = from + k;
                values[k] = from + k;
            }
            union bpf_attr attr;
            memset(&attr, 0, sizeof attr);
            attr.batch.map_fd = fd;
            attr.batch.keys = (uintptr_t) keys;
            attr.batch.values = (uintptr_t) values;
            attr.batch.count = count;
            check(bpf(BPF_MAP_UPDATE_BATCH, &attr), "update batch");
        }
    }
    return times * ENTRIES;
}

static const struct {
    const char *name;
    long (*run)(int fd, long times);
} operations[] = {
    {"lookup", lookup}, {"update", update}, {"lookup-batch", lookup_batch}, {"update-batch", update_batch},
};

int main(void) {
    int fd = create();
    update(fd, ENTRIES);
    char name[32];
    long times;
    while (scanf("%31s %ld", name, &times) == 2) {
        for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
            if (strcmp(operations[i].name, name) == 0) {
                long start = nanos();
                long done = operations[i].run(fd, times);
                printf("%.1f\n", (double) (nanos() - start) / done);
                fflush(stdout);
            }
        }
    }
    return 0;
}
