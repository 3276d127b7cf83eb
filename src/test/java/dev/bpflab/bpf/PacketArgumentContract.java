package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.jgt;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Reg.R8;
import static dev.bpflab.isa.Reg.R9;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Item;
import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.ArgType;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Reg;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which helpers take bytes of the packet where they take memory. */
interface PacketArgumentContract extends HostUnderTest {
    /** Calls a helper in an XDP program with the first 16 bytes of the packet for each piece of memory that it takes. */
    private String verdict(Helper helper, int map) {
        List<Item> items = new ArrayList<>(List.of(
                mov(R6, R1),
                loadMem(W, R7, R1, 0),
                loadMem(W, R8, R1, 4),
                mov(R9, R7),
                add(R9, 16),
                jgt(R9, R8, "out")));
        int register = 1;
        for (ArgType type : helper.arguments()) {
            Reg reg = Reg.of(register++);
            items.add(
                    switch (type) {
                        case CONST_MAP_PTR -> ldMapFd(reg, ref(map));
                        case CTX -> mov(reg, R6);
                        case SIZE, SIZE_OR_ZERO -> mov(reg, 8);
                        case ANYTHING -> mov(reg, 0);
                        default -> mov(reg, R7);
                    });
        }
        items.addAll(List.of(call(helper), label("out"), mov(R0, 2), exitInsn()));
        LoadOutcome outcome = host().load(attr(ProgramType.XDP, assemble(items)));
        return outcome.result() < 0
                ? HostUnderTest.outcome(outcome.result()) + " " + new VerifierLog(outcome.log()).reason()
                : "OK";
    }

    @ParameterizedTest
    @CsvSource({
        "MAP_LOOKUP_ELEM, HASH, OK",
        "MAP_UPDATE_ELEM, HASH, OK",
        "MAP_DELETE_ELEM, HASH, OK",
        "MAP_PUSH_ELEM, QUEUE, OK",
        "MAP_POP_ELEM, QUEUE, EACCES helper access to the packet is not allowed",
        "MAP_PEEK_ELEM, QUEUE, EACCES helper access to the packet is not allowed",
        "MAP_LOOKUP_PERCPU_ELEM, PERCPU_HASH, OK",
        "CSUM_DIFF, HASH, OK",
        "GET_CURRENT_COMM, HASH, EACCES helper access to the packet is not allowed",
        "PROBE_READ_KERNEL, HASH, EACCES helper access to the packet is not allowed",
        "PROBE_READ_KERNEL_STR, HASH, EACCES helper access to the packet is not allowed",
        "PROBE_READ_USER, HASH, EACCES helper access to the packet is not allowed",
        "TRACE_PRINTK, HASH, EACCES helper access to the packet is not allowed",
        "RINGBUF_OUTPUT, RINGBUF, EACCES helper access to the packet is not allowed",
        "RINGBUF_RESERVE, RINGBUF, EACCES helper access to the packet is not allowed",
        "RINGBUF_SUBMIT, RINGBUF, EACCES helper access to the packet is not allowed",
        "XDP_LOAD_BYTES, HASH, EACCES helper access to the packet is not allowed",
        "XDP_STORE_BYTES, HASH, EACCES helper access to the packet is not allowed",
        "STRTOL, HASH, EACCES helper access to the packet is not allowed",
        "STRTOUL, HASH, EACCES helper access to the packet is not allowed",
        "FOR_EACH_MAP_ELEM, HASH, EACCES helper access to the packet is not allowed",
        "LOOP, HASH, EACCES helper access to the packet is not allowed"
    })
    default void onlySomeHelpersTakeThePacket(Helper helper, MapType type, String verdict) {
        int keySize = type == MapType.QUEUE || type == MapType.RINGBUF ? 0 : 4;
        int map = map(type, keySize, type == MapType.RINGBUF ? 0 : 8, type == MapType.RINGBUF ? 4096 : 4);
        String answer = verdict(helper, map);
        SimulatedRelease.assumeSame(host(), answer, verdict);
        assertThat(answer).isEqualTo(verdict);
    }
}
