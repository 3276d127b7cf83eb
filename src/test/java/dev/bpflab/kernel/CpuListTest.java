package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|1", "0-1|2", "0-3,8|5", "0-63,128-191|128", "'0-7\n'|8"})
    void countsTheCpusOfAList(String list, int count) {
        assertThat(CpuList.count(list)).isEqualTo(count);
    }
}
