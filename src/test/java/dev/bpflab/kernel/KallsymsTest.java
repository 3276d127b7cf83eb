package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KallsymsTest {
    private static final String TEXT = """
            0000000000000000 A fixed_percpu_data
            ffffffff81000000 T _text
            ffffffff81000100 t do_one
            ffffffff81000100 T do_one_global
            ffffffff81000100 W do_one_weak
            ffffffff81000140 d not_a_function
            ffffffff81000200 T do_two
            ffffffffc0001000 t veth_xmit\t[veth]
            ffffffffc0000000 t veth_open\t[veth]
            ffffffffc0002000 t bpf_prog_0011223344556677_count\t[bpf]
            7fffffff00000000 T far_below
            """;

    private final Kallsyms symbols = Kallsyms.parse(TEXT.getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource({
        "ffffffff81000000, _text+0x0",
        "ffffffff81000100, do_one_global+0x0",
        "ffffffff81000150, do_one_global+0x50",
        "ffffffff810001ff, do_one_global+0xff",
        "ffffffff81000200, do_two+0x0",
        "ffffffff81040200, 0xffffffff81040200",
        "ffffffffc0000fff, veth_open+0xfff [veth]",
        "ffffffffc0001000, veth_xmit+0x0 [veth]",
        "ffffffffc0002005, bpf_prog_0011223344556677_count+0x5 [bpf]",
        "7fffffff00000001, far_below+0x1",
        "1000, 0x1000",
        "ffffffffffffffff, 0xffffffffffffffff",
    })
    void findsTheFunctionThatAnAddressLiesIn(String address, String shown) {
        long number = Long.parseUnsignedLong(address, 16);
        assertThat(symbols.find(number).map(Object::toString).orElse("0x" + Long.toHexString(number)))
                .isEqualTo(shown);
    }

    @Test
    void knowsWhenAllAddressesAreHidden() {
        assertThat(symbols.isHidden()).isFalse();
        Kallsyms hidden = Kallsyms.parse(
                TEXT.replaceAll("(?m)^[0-9a-f]{16}", "0000000000000000").getBytes(StandardCharsets.UTF_8));
        assertThat(hidden.isHidden()).isTrue();
        assertThat(hidden.size()).isZero();
        assertThat(Kallsyms.parse(new byte[0]).isHidden()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "ffffffff81000000", "'ffffffff81000000 '", "'ffffffff81000000 T'", "'\n\n'"})
    void bearsWhatIsNoSuchFile(String text) {
        assertThat(Kallsyms.parse(text.getBytes(StandardCharsets.UTF_8)).find(0xffff_ffff_8100_0000L))
                .isEmpty();
    }
}
