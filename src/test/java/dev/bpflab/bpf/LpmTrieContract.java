package dev.bpflab.bpf;

import static dev.bpflab.bpf.Codecs.IPV4_PREFIX;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the element commands do on a trie of IPv4 prefixes. */
interface LpmTrieContract extends HostUnderTest {
    private static byte[] prefix(String text) {
        if (text.endsWith("/33")) {
            byte[] key = Codecs.toBytes(IPV4_PREFIX, text.replace("/33", ""));
            ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()).putInt(0, 33);
            return key;
        }
        return Codecs.toBytes(IPV4_PREFIX, text);
    }

    private String set(int map, String key, long value, long flags) {
        return HostUnderTest.outcome(host().update(map, prefix(key), HostUnderTest.u64(value), flags));
    }

    private String find(int map, String key) {
        byte[] value = new byte[8];
        int result = host().lookup(map, prefix(key), value, 0);
        return result < 0 ? HostUnderTest.outcome(result) : Long.toString(HostUnderTest.number(value));
    }

    private String after(int map, @Nullable String key) {
        byte[] next = new byte[8];
        int result = host().nextKey(map, key == null ? null : prefix(key), next);
        return result < 0 ? HostUnderTest.outcome(result) : Codecs.fromBytes(IPV4_PREFIX, next);
    }

    private int trie(int maxEntries, MapFlag... more) {
        int flags = MapFlag.bits(more) | MapFlag.NO_PREALLOC.bit();
        return opened(host().createMap(new MapAttr(MapType.LPM_TRIE.number(), 8, 8, maxEntries, flags, "")));
    }

    private int routes(int maxEntries) {
        int map = trie(maxEntries);
        assertThat(set(map, "10.1.2.0/24", 24, 0)).isEqualTo("OK");
        assertThat(set(map, "10.1.0.0/16", 16, 0)).isEqualTo("OK");
        assertThat(set(map, "10.1.2.3/32", 32, 0)).isEqualTo("OK");
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3/32, 32", "10.1.2.4/32, 24", "10.1.9.9/32, 16", "11.0.0.0/32, ENOENT", "10.1.2.3/31, 24",
        "10.1.2.3/24, 24", "10.1.2.3/23, 16", "10.1.2.3/16, 16", "10.1.2.3/15, ENOENT", "10.1.2.3/0, ENOENT",
        "10.1.2.3/33, ENOENT",
    })
    default void aTrieFindsTheLongestPrefix(String key, String outcome) {
        assertThat(find(routes(8), key)).isEqualTo(outcome);
    }

    @Test
    default void aPrefixOfNoBitsIsFoundByAll() {
        int map = routes(8);
        assertThat(set(map, "0.0.0.0/0", 7, 0)).isEqualTo("OK");
        assertThat(find(map, "200.1.2.3/32")).isEqualTo("7");
        assertThat(find(map, "10.1.2.3/0")).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({
        // max_entries, of which 3 are taken, key, flags, outcome, what the key then finds
        "8, 10.1.2.0/24, 0, OK, 5",
        "8, 10.1.2.0/24, 1, EEXIST, 24",
        "8, 10.1.2.0/24, 2, OK, 5",
        "8, 10.1.2.77/24, 1, EEXIST, 24",
        "8, 10.1.2.77/24, 2, OK, 5",
        "8, 10.9.0.0/20, 0, OK, 5",
        "8, 10.9.0.0/20, 1, OK, 5",
        "8, 10.9.0.0/20, 2, ENOENT, ENOENT",
        "8, 10.1.0.0/12, 1, OK, 5",
        "8, 10.1.2.0/24, 3, EINVAL, 24",
        "8, 10.1.2.0/24, 4, EINVAL, 24",
        "8, 10.1.2.0/24, 8, EINVAL, 24",
        "8, 10.1.2.0/24, 4294967296, EINVAL, 24",
        "8, 10.1.2.0/33, 0, EINVAL, ENOENT",
        "3, 10.9.0.0/20, 0, ENOSPC, ENOENT",
        "3, 10.9.0.0/20, 1, ENOSPC, ENOENT",
        "3, 10.9.0.0/20, 2, ENOENT, ENOENT",
        "3, 10.1.2.0/24, 0, OK, 5",
        "3, 10.1.2.0/24, 1, EEXIST, 24",
    })
    default void aTrieUpdatesAsTheFlagSays(int maxEntries, String key, long flags, String outcome, String found) {
        int map = routes(maxEntries);
        assertThat(set(map, key, 5, flags)).isEqualTo(outcome);
        assertThat(find(map, key)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.0/24, OK",
        "10.1.2.99/24, OK",
        "10.1.2.0/23, ENOENT",
        "10.0.0.0/8, ENOENT",
        "10.1.2.0/33, EINVAL",
    })
    default void aTrieDeletesThePrefixItself(String key, String outcome) {
        int map = routes(3);
        assertThat(HostUnderTest.outcome(host().delete(map, prefix(key)))).isEqualTo(outcome);
        assertThat(set(map, "10.9.0.0/20", 1, 0)).isEqualTo(outcome.equals("OK") ? "OK" : "ENOSPC");
    }

    @Test
    default void aTrieWalksFromTheLongestPrefixesToTheShortest() {
        int map = routes(8);
        set(map, "10.9.0.0/20", 1, 0);
        set(map, "0.0.0.0/0", 1, 0);
        set(map, "10.1.2.77/24", 2, 0);
        List<String> keys = new ArrayList<>();
        for (String key = after(map, null); !key.equals("ENOENT"); key = after(map, key)) {
            keys.add(key);
        }
        assertThat(keys).containsExactly("10.1.2.3/32", "10.1.2.77/24", "10.1.0.0/16", "10.9.0.0/20", "0.0.0.0/0");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.99/24, 10.1.0.0/16",
        "99.1.2.0/24, 10.1.2.3/32",
        "10.1.2.0/33, 10.1.2.3/32",
        "10.1.0.0/16, ENOENT",
        "10.1.2.0/20, 10.1.2.3/32",
    })
    default void aTrieWalksOnFromAPrefixAndStartsAgainFromAnother(String key, String next) {
        assertThat(after(routes(8), key)).isEqualTo(next);
    }

    @Test
    default void anEmptyTrieHasNothing() {
        int map = trie(2);
        assertThat(after(map, null)).isEqualTo("ENOENT");
        assertThat(after(map, "1.2.3.4/8")).isEqualTo("ENOENT");
        assertThat(find(map, "1.2.3.4/8")).isEqualTo("ENOENT");
        assertThat(HostUnderTest.outcome(host().delete(map, prefix("1.2.3.4/8"))))
                .isEqualTo("ENOENT");
    }

    @Test
    default void aTrieCannotLookUpAndDeleteInOneStep() {
        assertThat(host().lookupAndDelete(routes(8), prefix("10.1.2.0/24"), new byte[8], 0))
                .isEqualTo(Errno.ENOTSUPP.result());
    }

    @ParameterizedTest
    @CsvSource({"RDONLY, ENOENT, EPERM, EPERM, ENOENT", "WRONLY, EPERM, OK, OK, EPERM"})
    default void aTrieGivesUserspaceTheAccessOfItsFlags(
            MapFlag flag, String lookup, String update, String delete, String next) {
        int map = trie(2, flag);
        assertThat(find(map, "1.0.0.0/8")).isEqualTo(lookup);
        assertThat(after(map, null)).isEqualTo(next);
        assertThat(set(map, "1.0.0.0/8", 1, 0)).isEqualTo(update);
        assertThat(HostUnderTest.outcome(host().delete(map, prefix("1.0.0.0/8"))))
                .isEqualTo(delete);
    }
}
