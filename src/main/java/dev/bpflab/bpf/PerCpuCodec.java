package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The values of all CPUs, each in a slot rounded up to 8 bytes. {@link #size()} is that of one value, as in the map's
 * {@code value_size}; how many there are the buffer says, since a blueprint knows no host.
 */
record PerCpuCodec<V>(Codec<V> one) implements Codec<PerCpu<V>> {
    @Override
    public int size() {
        return one.size();
    }

    @Override
    public void encode(PerCpu<V> value, ByteBuffer to) {
        int cpus = to.remaining() / slot();
        if (value.count() != cpus) {
            throw new BpfException(
                    "encode per-CPU values",
                    Errno.EINVAL,
                    "there are " + value.count() + " values and " + cpus + " possible CPUs",
                    "give one for each, or PerCpu.same(value, " + cpus + ")");
        }
        for (int cpu = 0; cpu < cpus; cpu++) {
            one.encode(value.on(cpu), slot(to, cpu));
        }
    }

    @Override
    public PerCpu<V> decode(ByteBuffer from) {
        int cpus = from.remaining() / slot();
        List<V> values = new ArrayList<>(cpus);
        for (int cpu = 0; cpu < cpus; cpu++) {
            values.add(one.decode(slot(from, cpu)));
        }
        return new PerCpu<>(values);
    }

    @Override
    public String show(PerCpu<V> value) {
        StringJoiner shown = new StringJoiner(", ", "[", "]");
        value.forEach(each -> shown.add(one.show(each)));
        return shown.toString();
    }

    @Override
    public String name() {
        return one.name() + " per CPU";
    }

    private int slot() {
        return (one.size() + 7) / 8 * 8;
    }

    private ByteBuffer slot(ByteBuffer all, int cpu) {
        return all.slice(all.position() + cpu * slot(), one.size()).order(all.order());
    }
}
