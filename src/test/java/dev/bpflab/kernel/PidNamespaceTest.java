package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PidNamespaceTest {
    @Test
    void warnsInANamespaceThatIsNotTheMachines() {
        assertThat(PidNamespace.warning("pid:[4026531836]")).isEmpty();
        assertThat(PidNamespace.warning("pid:[4026532201]")).contains("--pid=host");
    }
}
