package dev.bpflab.grade.agent;

import dev.bpflab.agent.CallEnd;
import dev.bpflab.agent.FieldReader;
import dev.bpflab.agent.FieldWriter;
import dev.bpflab.agent.HostCall;
import dev.bpflab.agent.Shapes;
import dev.bpflab.agent.StageShapes;
import dev.bpflab.agent.WireException;
import dev.bpflab.agent.WireLimits;
import dev.bpflab.bpf.AttachOutcome;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.ObjectCommands;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.Symbol;
import java.util.Optional;

/** Serves the agent's calls on the grader's own host, and keeps the books of what they opened. */
final class HostService {
    private final BpfHost host;
    private final KnownObjects objects;
    private final MapService maps;
    private final ProgramService programs;
    private final StageService stage;
    private final MapMemory memory;

    HostService(KnownObjects objects) {
        this.host = objects.workspace().host();
        this.objects = objects;
        this.maps = new MapService(objects);
        this.programs = new ProgramService(host);
        this.stage = new StageService(objects.workspace());
        this.memory = new MapMemory(host);
    }

    /**
     * Serves one call and returns the fields of its answer.
     *
     * @throws WireException when it is none
     */
    FieldWriter serve(FieldReader call) {
        HostCall which = call.constant(HostCall.values());
        try {
            FieldWriter answer = new FieldWriter().constant(CallEnd.RETURNED);
            if (!maps.serve(which, call, answer)
                    && !programs.serve(which, call, answer)
                    && !stage.serve(which, call, answer)) {
                serve(which, call, answer);
            }
            return answer;
        } catch (BpfException failed) {
            FieldWriter answer = new FieldWriter().constant(CallEnd.FAILED);
            Shapes.FAILURE.write(answer, failed);
            return answer;
        } catch (IllegalArgumentException misused) {
            String why = String.valueOf(misused.getMessage());
            return new FieldWriter().constant(CallEnd.MISUSED).text(why);
        }
    }

    private void serve(HostCall which, FieldReader call, FieldWriter answer) {
        switch (which) {
            case POSSIBLE_CPUS -> answer.i32(ended(call, host.possibleCpus()));
            case CREATE_MAP -> answer.i32(createMap(last(call, Shapes.MAP_ATTR.read(call))));
            case LOAD -> load(last(call, Shapes.PROG_ATTR.read(call)), answer);
            case ATTACH -> attach(call.i32(), last(call, StageShapes.HOOK.read(call)), answer);
            case DETACH -> answer.i32(detach(last(call, call.i32())));
            case OPEN_BY_ID ->
                answer.i32(openById(call.constant(ObjectKind.values()), call.i32(), last(call, call.i32())));
            case OPEN_PINNED -> openPinned(call.name(), last(call, call.i32()), answer);
            case DUPLICATE -> answer.i32(duplicate(last(call, call.i32())));
            case CLOSE -> answer.i32(objects.close(last(call, call.i32())));
            case NEXT_ID -> answer.i32(host.nextId(call.constant(ObjectKind.values()), last(call, call.i32())));
            case PIN -> answer.i32(host.pin(call.i32(), last(call, call.name())));
            case UNPIN -> answer.i32(host.unpin(last(call, call.name())));
            case FREEZE -> answer.i32(host.freeze(last(call, call.i32())));
            case KALLSYMS -> answer.text(ended(call, host.symbols().kallsyms()));
            case FIND_SYMBOL ->
                answer.maybe(
                        symbol(call.bool(), call.i32(), last(call, call.i64())).orElse(null), Shapes.SYMBOL.writer());
            default -> throw new WireException("a call of " + which + ", which nobody serves");
        }
    }

    /** Returns the last argument, behind which nothing may follow. */
    static <T> T last(FieldReader call, T argument) {
        call.end();
        return argument;
    }

    /** Returns what is asked for without arguments. */
    static <T> T ended(FieldReader call, T result) {
        return last(call, result);
    }

    private int createMap(MapAttr attr) {
        int refusal = memory.check(attr);
        int fd = refusal != 0 ? refusal : host.createMap(attr);
        if (fd >= 0) {
            objects.map(fd, attr);
        }
        return fd;
    }

    private void load(ProgAttr attr, FieldWriter answer) {
        LoadOutcome outcome = host.load(attr);
        if (outcome.result() >= 0) {
            objects.program(outcome.result(), attr, outcome.log());
        }
        Shapes.LOADED.write(answer, outcome);
    }

    private void attach(int programFd, Hook hook, FieldWriter answer) {
        AttachOutcome outcome = host.attach(programFd, hook);
        if (outcome.result() >= 0) {
            objects.link(outcome.result(), programFd, hook);
        }
        Shapes.ATTACHED.write(answer, outcome);
    }

    private int detach(int fd) {
        int result = host.detach(fd);
        if (result == 0) {
            objects.detached(fd);
        }
        return result;
    }

    private int openById(ObjectKind kind, int id, int flags) {
        int fd = host.openById(kind, id, flags);
        if (fd >= 0 && kind == ObjectKind.MAP) {
            objects.map(fd);
        }
        return fd;
    }

    private void openPinned(String path, int flags, FieldWriter answer) {
        ObjectCommands.Opened opened = host.openPinned(path, flags);
        if (opened.kind() == ObjectKind.MAP) {
            objects.map(opened.fd());
        }
        answer.i32(opened.fd()).maybe(opened.kind(), FieldWriter::constant);
    }

    private int duplicate(int fd) {
        int copy = host.duplicate(fd);
        if (copy >= 0) {
            objects.map(copy);
        }
        return copy;
    }

    private Optional<Symbol> symbol(boolean user, int pid, long address) {
        return (user ? host.symbols().process(pid) : host.symbols().kernel()).find(address);
    }

    /** Refuses lengths that no message of ours has. */
    static byte[] room(int length) {
        if (length < 0 || length > WireLimits.BYTES) {
            throw new WireException("room for " + Integer.toUnsignedString(length) + " bytes where " + WireLimits.BYTES
                    + " are allowed");
        }
        return new byte[length];
    }
}
