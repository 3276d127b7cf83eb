package dev.bpflab.grade;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.kernel.UserProcesses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user that nobody else is, for as long as one process runs: a number without an account, from a range that neither
 * accounts nor services nor containers are given (systemd's UIDS-GIDS). Whoever grades on this machine at the same time gets others: a
 * byte of one file is locked for each. The byte says whether a run was cut off before it had ended what ran as that user.
 */
final class UserLease implements AutoCloseable {
    private static final int FIRST = 60_706;
    private static final int LAST = 61_183;

    private static final byte IN_USE = 1;
    private static final byte FREE = 0;

    private static final BitSet OURS = new BitSet();
    private static @Nullable FileChannel users;
    private static int next = FIRST + (int) (ProcessHandle.current().pid() % (LAST - FIRST));

    private final int user;
    private final FileLock lock;

    private UserLease(int user, FileLock lock) {
        this.user = user;
        this.lock = lock;
    }

    /** Takes a user that is free. */
    static UserLease take() {
        String operation = "take a user for a submission";
        synchronized (OURS) {
            try {
                FileChannel file = file();
                for (int i = 0; i <= LAST - FIRST; i++) {
                    // Each time another: the kernel may still be busy with what ran as the last one.
                    int user = next;
                    next = user == LAST ? FIRST : user + 1;
                    UserLease lease = OURS.get(user - FIRST) ? null : tryUser(file, user);
                    if (lease != null) {
                        return lease;
                    }
                }
            } catch (IOException e) {
                throw new BpfException(
                        operation, Errno.EIO, String.valueOf(e.getMessage()), "make /run writable for root");
            }
        }
        throw new BpfException(
                operation,
                Errno.EUSERS,
                "every user id from " + FIRST + " to " + LAST + " is taken",
                "grade fewer submissions at once");
    }

    private static @Nullable UserLease tryUser(FileChannel file, int user) throws IOException {
        FileLock lock = file.tryLock(user - FIRST, 1, false);
        if (lock == null) {
            return null;
        }
        boolean free = state(file, user) == IN_USE
                ? UserProcesses.kill(user)
                : !UserProcesses.isKnown(user) && UserProcesses.of(user).isEmpty();
        if (!free) {
            lock.release();
            return null;
        }
        mark(file, user, IN_USE);
        OURS.set(user - FIRST);
        return new UserLease(user, lock);
    }

    private static FileChannel file() throws IOException {
        FileChannel open = users;
        if (open == null || !open.isOpen()) {
            Path run = Path.of("/run");
            Path path = (Files.isWritable(run) ? run : Path.of("/var/tmp")).resolve("bpflab-users");
            open = FileChannel.open(
                    path,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            users = open;
            sweep(open);
        }
        return open;
    }

    /** Ends what runs that were cut off have left running. */
    private static void sweep(FileChannel file) throws IOException {
        for (int user = FIRST; user <= LAST; user++) {
            FileLock lock = state(file, user) == IN_USE ? file.tryLock(user - FIRST, 1, false) : null;
            if (lock != null) {
                mark(file, user, UserProcesses.kill(user) ? FREE : IN_USE);
                lock.release();
            }
        }
    }

    private static byte state(FileChannel file, int user) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return file.read(one, user - FIRST) == 1 ? one.get(0) : FREE;
    }

    private static void mark(FileChannel file, int user, byte state) throws IOException {
        file.write(ByteBuffer.wrap(new byte[] {state}), user - FIRST);
    }

    int user() {
        return user;
    }

    /** Ends what still runs as the user, and gives it back. */
    @Override
    public void close() {
        boolean gone = UserProcesses.kill(user);
        synchronized (OURS) {
            try {
                // A user that still runs something stays marked: the next one to take it ends that first.
                mark(lock.channel(), user, gone ? FREE : IN_USE);
                lock.release();
            } catch (IOException closed) {
                // Locks go with the process; the next who takes the user looks after it.
                return;
            } finally {
                OURS.clear(user - FIRST);
            }
        }
    }
}
