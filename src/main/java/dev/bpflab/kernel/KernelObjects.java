package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.ObjectCommands;
import dev.bpflab.bpf.ObjectKind;
import dev.bpflab.kernel.BpfAttr.Command;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of bpf(2) on descriptors, ids and pins. */
final class KernelObjects implements ObjectCommands {
    private static final int EBADF = Errno.EBADF.result();
    private static final int DUPFD_CLOEXEC = 1030;

    /** {@code map_fd}. */
    private static final int FREEZE_SIZE = 4;

    /** {@code start_id}, {@code next_id}. */
    private static final int NEXT_ID_SIZE = 8;

    /** {@code map_id}, {@code next_id}, {@code open_flags}. */
    private static final int FD_BY_ID_SIZE = 12;

    /** {@code pathname}, {@code bpf_fd}, {@code file_flags}. */
    private static final int OBJ_SIZE = 16;

    private final DescriptorTable table;
    private final int possibleCpus;
    private final PinLog pinLog;

    KernelObjects(DescriptorTable table, int possibleCpus, PinLog pinLog) {
        this.table = table;
        this.possibleCpus = possibleCpus;
        this.pinLog = pinLog;
    }

    @Override
    public int freeze(int mapFd) {
        Descriptor map = table.acquire(mapFd, ObjectKind.MAP);
        if (map == null) {
            return table.refusal(mapFd, ObjectKind.MAP);
        }
        try {
            return Scratch.ofThread().attr().u32(0, mapFd).call(Command.MAP_FREEZE, FREEZE_SIZE);
        } finally {
            map.release();
        }
    }

    @Override
    public int nextId(ObjectKind kind, int id) {
        if (table.isClosed()) {
            return EBADF;
        }
        Command command = switch (kind) {
            case MAP -> Command.MAP_GET_NEXT_ID;
            case PROGRAM -> Command.PROG_GET_NEXT_ID;
            case LINK -> Command.LINK_GET_NEXT_ID;
        };
        BpfAttr attr = Scratch.ofThread().attr().u32(0, id).u32(4, 0);
        int result = attr.call(command, NEXT_ID_SIZE);
        return result < 0 ? result : attr.u32(4);
    }

    @Override
    public int openById(ObjectKind kind, int id, int flags) {
        Command command = switch (kind) {
            case MAP -> Command.MAP_GET_FD_BY_ID;
            case PROGRAM -> Command.PROG_GET_FD_BY_ID;
            case LINK -> Command.LINK_GET_FD_BY_ID;
        };
        BpfAttr attr = Scratch.ofThread().attr().u32(0, id).u32(4, 0).u32(8, flags);
        int fd = attr.call(command, FD_BY_ID_SIZE);
        return fd < 0 ? fd : adopt(kind, fd);
    }

    @Override
    public int pin(int fd, String path) {
        Descriptor pinned = table.acquire(fd);
        if (pinned == null) {
            return Errno.EINVAL.result();
        }
        try {
            int result = onPath(Command.OBJ_PIN, path, pinned.fd(), 0);
            if (result >= 0) {
                pinLog.pinned(path);
            }
            return result;
        } finally {
            pinned.release();
        }
    }

    @Override
    public Opened openPinned(String path, int flags) {
        int fd = onPath(Command.OBJ_GET, path, 0, flags);
        if (fd < 0) {
            return Opened.failed(fd);
        }
        ObjectKind kind = BpfFs.kindOf(fd);
        if (kind == null) {
            Libc.close(fd);
            return Opened.failed(Errno.ENOTSUPP.result());
        }
        int adopted = adopt(kind, fd);
        return adopted < 0 ? Opened.failed(adopted) : new Opened(adopted, kind);
    }

    private static int onPath(Command command, String path, int fd, int flags) {
        if (path.indexOf('\0') >= 0) {
            return Errno.EINVAL.result();
        }
        NativeBuffer name = NativeBuffer.cString(path);
        BpfAttr attr =
                Scratch.ofThread().attr().u64(0, name.address()).u32(8, fd).u32(12, flags);
        return NativeBuffer.holding(() -> attr.call(command, OBJ_SIZE), name);
    }

    @Override
    public int unpin(String path) {
        int result = table.isClosed() ? EBADF : BpfFs.unlink(path);
        if (result >= 0) {
            pinLog.unpinned(path);
        }
        return result;
    }

    @Override
    public int duplicate(int fd) {
        Descriptor original = table.acquire(fd);
        if (original == null) {
            return EBADF;
        }
        try {
            int copy = Libc.result(Libc.fcntl(fd, DUPFD_CLOEXEC, 0));
            return copy < 0 ? copy : withOthers(original, copy);
        } finally {
            original.release();
        }
    }

    private int withOthers(Descriptor original, int copy) {
        List<Integer> others = new ArrayList<>();
        for (int other : original.others()) {
            int otherCopy = Libc.result(Libc.fcntl(other, DUPFD_CLOEXEC, 0));
            if (otherCopy < 0) {
                original.at(copy, others).close();
                return otherCopy;
            }
            others.add(otherCopy);
        }
        return added(original.at(copy, others));
    }

    /** Takes a descriptor over that the kernel gave for something which exists already. */
    private int adopt(ObjectKind kind, int fd) {
        @Nullable Descriptor descriptor = described(kind, fd);
        if (descriptor == null) {
            Libc.close(fd);
            return Errno.EINVAL.result();
        }
        return added(descriptor);
    }

    private int added(Descriptor descriptor) {
        return table.add(descriptor) ? descriptor.fd() : EBADF;
    }

    private @Nullable Descriptor described(ObjectKind kind, int fd) {
        switch (kind) {
            case MAP -> {
                MapInfo info = ObjectInfo.ofMap(fd);
                return info == null ? null : Descriptor.map(fd, info.attr(), possibleCpus);
            }
            case PROGRAM -> {
                int type = ObjectInfo.programType(fd);
                return type < 0 ? null : Descriptor.program(fd, type);
            }
            default -> {
                return Descriptor.link(fd, List.of());
            }
        }
    }
}
