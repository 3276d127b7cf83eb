package dev.bpflab.bpf;

import java.time.Duration;
import java.util.List;

/** The words that make something happen on the {@link Stage}; a learner finds them in {@link Bpf}. */
public abstract class StageVocabulary {
    StageVocabulary() {}

    /** Runs a command so many times, one process after the other. */
    public static List<StartedProcess> runProcesses(String command, int times) {
        return Workspace.current().runProcesses(command, times);
    }

    /** Runs one process that executes so many programs in turn under one process id, the command last. */
    public static StartedProcess runExecChain(String command, int execs) {
        return Workspace.current().runExecChain(command, execs);
    }

    /** Sends UDP packets of these frame sizes in bytes, one each, which arrive at {@code veth0}. */
    public static Packets sendPackets(int... sizes) {
        return sendPackets(packets(sizes));
    }

    /** Sends packets over the stage's veth pair: {@code sendPackets(packets(1500).times(50).outgoing())}. */
    public static Packets sendPackets(Packets packets) {
        Workspace.current().sendPackets(packets);
        return packets;
    }

    /** Sends so many packets both ways, of sizes and protocols as they came by on a real machine, and returns what it sent. */
    public static Traffic sendTraffic(int count) {
        return Workspace.current().sendTraffic(count);
    }

    /** Returns the blueprint of UDP packets of these frame sizes in bytes, which arrive at {@code veth0} once. */
    public static Packets packets(int... sizes) {
        return Packets.of(sizes);
    }

    /** Returns the stage's network interfaces with what they have counted. */
    public static List<NetInterface> interfaces() {
        return Workspace.current().stage().interfaces();
    }

    /** Runs a process that burns so much CPU time, most of it in a function of this name, some in the kernel. */
    public static StartedProcess burnCpu(String function, Duration cpuTime) {
        return Workspace.current().burnCpu(new CpuWork(function, cpuTime));
    }

    /** Runs a process that sleeps so many times for so long, in a function of this name. */
    public static StartedProcess sleepIn(String function, int times, Duration each) {
        return Workspace.current().sleepIn(new SleepWork(function, times, each));
    }
}
