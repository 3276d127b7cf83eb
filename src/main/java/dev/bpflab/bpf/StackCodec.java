package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Stack traces: addresses, the innermost first; where there are fewer than fit, zeroes fill the rest. */
record StackCodec(int depth) implements Codec<List<Long>> {
    @Override
    public int size() {
        return depth * Long.BYTES;
    }

    @Override
    public void encode(List<Long> value, ByteBuffer to) {
        if (value.size() > depth) {
            throw new BpfException(
                    "encode a stack trace",
                    Errno.ERANGE,
                    value.size() + " addresses do not fit " + depth,
                    "give fewer");
        }
        value.forEach(to::putLong);
        for (int i = value.size(); i < depth; i++) {
            to.putLong(0);
        }
    }

    @Override
    public List<Long> decode(ByteBuffer from) {
        List<Long> addresses = new ArrayList<>();
        for (long address; from.remaining() >= Long.BYTES && (address = from.getLong()) != 0; ) {
            addresses.add(address);
        }
        return List.copyOf(addresses);
    }

    @Override
    public String show(List<Long> value) {
        return value.stream().map(address -> "0x" + Long.toHexString(address)).collect(Collectors.joining(" "));
    }

    @Override
    public String name() {
        return "stack" + depth;
    }
}
