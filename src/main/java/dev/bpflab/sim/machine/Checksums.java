package dev.bpflab.sim.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Sums in ones' complement (RFC 1071) as the kernel computes them: words in native order, 32 bits, folded to 16. */
final class Checksums {
    private static final long LOW = 0xffff_ffffL;

    private Checksums() {}

    /** bpf_csum_diff: adds the words at one place to a sum and takes those at another away. */
    static long difference(Machine machine, long from, long fromSize, long to, long toSize, long seed) {
        int take = (int) fromSize;
        int add = (int) toSize;
        int sum = (int) seed;
        if (add != 0) {
            sum = add(sum, machine.memory().read(to, add));
        }
        if (take != 0) {
            // One that only takes away begins from the other side, which shows where a sum is 0.
            byte[] bytes = machine.memory().read(from, take);
            sum = add != 0 ? add(sum, ~add(0, bytes)) : ~add(~sum, bytes);
        }
        int folded = sum + (sum >>> 16 | sum << 16);
        return (folded & LOW) >>> 16;
    }

    /** Returns a checksum after the words that it covers have changed by a difference. */
    static int replaceByDifference(int checksum, int difference) {
        return fold(add(difference, ~checksum));
    }

    /** Returns a checksum after one of the words that it covers was replaced. */
    static int replace(int checksum, int from, int to) {
        return fold(add(add(~checksum, ~from), to));
    }

    private static int add(int sum, byte[] bytes) {
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
        ByteBuffer words = ByteBuffer.wrap(padded).order(ByteOrder.nativeOrder());
        int total = sum;
        while (words.hasRemaining()) {
            total = add(total, words.getInt());
        }
        return total;
    }

    private static int add(int a, int b) {
        long sum = (a & LOW) + (b & LOW);
        return (int) (sum + (sum >>> 32));
    }

    private static int fold(int sum) {
        int once = (sum & 0xffff) + (sum >>> 16);
        int twice = (once & 0xffff) + (once >>> 16);
        return ~twice & 0xffff;
    }
}
