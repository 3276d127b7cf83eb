package dev.bpflab.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HelperTest {
    @Test
    void everyNumberFrom1To211IsThereOnce() {
        assertThat(Arrays.stream(Helper.values()).map(Helper::id))
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, 211).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "1, bpf_map_lookup_elem",
        "14, bpf_get_current_pid_tgid",
        "27, bpf_get_stackid",
        "46, bpf_get_socket_cookie",
        "112, bpf_probe_read_user",
        "130, bpf_ringbuf_output",
        "164, bpf_for_each_map_elem",
        "181, bpf_loop",
        "204, bpf_tcp_raw_gen_syncookie_ipv4",
        "211, bpf_cgrp_storage_delete"
    })
    void isFoundByNumberAndByName(int id, String name) {
        assertThat(Helper.of(id).map(Helper::kernelName)).contains(name);
        assertThat(Helper.named(name).map(Helper::id)).contains(id);
    }

    @Test
    void otherNumbersAreNoHelper() {
        assertThat(List.of(0, 212, -1))
                .allSatisfy(id -> assertThat(Helper.of(id)).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Helper.class)
    void aSizeFollowsItsMemory(Helper helper) {
        List<ArgType> arguments = helper.arguments();
        assertThat(arguments).hasSizeLessThanOrEqualTo(5);
        for (int i = 0; i < arguments.size(); i++) {
            boolean afterMemory = i > 0 && arguments.get(i - 1).isSizedMem();
            assertThat(arguments.get(i).isSize()).as("argument %d", i + 1).isEqualTo(afterMemory);
        }
    }
}
