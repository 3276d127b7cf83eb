package dev.bpflab.sim.map;

import java.nio.ByteOrder;

/** Bob Jenkins' hash of 32-bit words as the kernel has it (linux/jhash.h), which decides the ids of stack traces. */
final class Jhash {
    private static final int INITIAL = 0xdead_beef;

    /** Which of a number's two words has its lower half. */
    private static final int LOW = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0 : 1;

    private Jhash() {}

    /** Returns {@code jhash2} of these numbers' words, with the initial value 0. */
    static int of(long[] numbers) {
        int[] words = new int[2 * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            words[2 * i + LOW] = (int) numbers[i];
            words[2 * i + 1 - LOW] = (int) (numbers[i] >>> 32);
        }
        return of(words);
    }

    private static int of(int[] words) {
        int a = INITIAL + (words.length << 2);
        int b = a;
        int c = a;
        int at = 0;
        for (; words.length - at > 3; at += 3) {
            a += words[at];
            b += words[at + 1];
            c += words[at + 2];
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        int left = words.length - at;
        if (left == 0) {
            return c;
        }
        c += left > 2 ? words[at + 2] : 0;
        b += left > 1 ? words[at + 1] : 0;
        a += words[at];
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }
}
