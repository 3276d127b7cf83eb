package dev.bpflab.grade.agent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key or value of an entry that the agent claims: as it is shown, and the bytes that it has in maps. */
sealed interface Encoded permits Encoded.Thing, Encoded.Count {
    /** Returns its bytes. */
    Bytes bytes();

    /**
     * The bytes of a key or value.
     *
     * @param numberOfMap which of them are those in a map, by its descriptor; the same for all entries of a claim
     * @param each the bytes
     */
    record Bytes(Map<Integer, Integer> numberOfMap, List<byte[]> each) {
        /** Returns the bytes in the map at a descriptor; null when they are not known. */
        byte @Nullable [] in(int fd) {
            Integer number = numberOfMap.get(fd);
            return number == null ? null : each.get(number);
        }
    }

    /** Returns what is known of a key or value. */
    static Object of(Object shown, Bytes bytes) {
        return shown instanceof Number number ? new Count(number, bytes) : new Thing(shown, bytes);
    }

    /** Anything but a number. */
    record Thing(Object shown, Bytes bytes) implements Encoded {
        @Override
        public String toString() {
            return String.valueOf(shown);
        }
    }

    /** A number, which it stays for whoever wants one. */
    final class Count extends Number implements Encoded {
        private static final long serialVersionUID = 1L;

        private final Number number;
        private final transient Bytes bytes;

        Count(Number number, Bytes bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        @Override
        public Bytes bytes() {
            return bytes;
        }

        @Override
        public int intValue() {
            return number.intValue();
        }

        @Override
        public long longValue() {
            return number.longValue();
        }

        @Override
        public float floatValue() {
            return number.floatValue();
        }

        @Override
        public double doubleValue() {
            return number.doubleValue();
        }

        @Override
        public String toString() {
            return number.toString();
        }
    }
}
