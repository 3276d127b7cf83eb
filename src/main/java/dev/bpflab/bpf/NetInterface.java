package dev.bpflab.bpf;

/**
 * A network interface of a stage, with what the kernel has counted there since it was made.
 *
 * @param name such as {@code veth0}
 * @param index the number by which the kernel knows it, and programs see it
 * @param mac the hardware address: {@code 02:62:70:66:00:00}
 * @param mtu the most bytes that a frame carries behind its Ethernet header
 * @param rxPackets packets that arrived
 * @param rxBytes their bytes, Ethernet headers included unless a native XDP program is attached
 * @param txPackets packets that were sent out of it
 * @param txBytes their bytes, Ethernet headers included
 */
public record NetInterface(
        String name, int index, String mac, int mtu, long rxPackets, long rxBytes, long txPackets, long txBytes) {
    @Override
    public String toString() {
        return "interface " + index + " " + name + ", mtu " + mtu + ", received " + rxPackets + " packets (" + rxBytes
                + " bytes), sent " + txPackets + " (" + txBytes + " bytes)";
    }
}
