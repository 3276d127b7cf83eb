package dev.bpflab.kernel;

/**
 * System calls, with their numbers on each architecture (asm/unistd_64.h, asm-generic/unistd.h), and what a process that
 * is not trusted meets when it makes them. What is not in this table it may call, up to {@link #NEWEST}.
 */
enum SystemCall {
    // The kernel's programs and maps, and other processes' memory and descriptors.
    BPF(321, 280, Rule.REFUSED),
    PERF_EVENT_OPEN(298, 241, Rule.REFUSED),
    PTRACE(101, 117, Rule.REFUSED),
    PROCESS_VM_READV(310, 270, Rule.REFUSED),
    PROCESS_VM_WRITEV(311, 271, Rule.REFUSED),
    PROCESS_MADVISE(440, 440, Rule.REFUSED),
    PROCESS_MRELEASE(448, 448, Rule.REFUSED),
    KCMP(312, 272, Rule.REFUSED),
    PIDFD_GETFD(438, 438, Rule.REFUSED),

    // Mounts and namespaces.
    MOUNT(165, 40, Rule.REFUSED),
    UMOUNT2(166, 39, Rule.REFUSED),
    PIVOT_ROOT(155, 41, Rule.REFUSED),
    CHROOT(161, 51, Rule.REFUSED),
    MOVE_MOUNT(429, 429, Rule.REFUSED),
    OPEN_TREE(428, 428, Rule.REFUSED),
    OPEN_TREE_ATTR(467, 467, Rule.REFUSED),
    FSOPEN(430, 430, Rule.REFUSED),
    FSCONFIG(431, 431, Rule.REFUSED),
    FSMOUNT(432, 432, Rule.REFUSED),
    FSPICK(433, 433, Rule.REFUSED),
    MOUNT_SETATTR(442, 442, Rule.REFUSED),
    STATMOUNT(457, 457, Rule.REFUSED),
    LISTMOUNT(458, 458, Rule.REFUSED),
    UNSHARE(272, 97, Rule.REFUSED),
    SETNS(308, 268, Rule.REFUSED),

    // Keys, modules and the machine as a whole.
    KEYCTL(250, 219, Rule.REFUSED),
    ADD_KEY(248, 217, Rule.REFUSED),
    REQUEST_KEY(249, 218, Rule.REFUSED),
    KEXEC_LOAD(246, 104, Rule.REFUSED),
    KEXEC_FILE_LOAD(320, 294, Rule.REFUSED),
    INIT_MODULE(175, 105, Rule.REFUSED),
    FINIT_MODULE(313, 273, Rule.REFUSED),
    DELETE_MODULE(176, 106, Rule.REFUSED),
    CREATE_MODULE(174, Absent.HERE, Rule.REFUSED),
    REBOOT(169, 142, Rule.REFUSED),
    SWAPON(167, 224, Rule.REFUSED),
    SWAPOFF(168, 225, Rule.REFUSED),
    ACCT(163, 89, Rule.REFUSED),
    QUOTACTL(179, 60, Rule.REFUSED),
    QUOTACTL_FD(443, 443, Rule.REFUSED),
    NFSSERVCTL(180, 42, Rule.REFUSED),

    // Names, clocks, ports and old calls that nothing needs.
    SETHOSTNAME(170, 161, Rule.REFUSED),
    SETDOMAINNAME(171, 162, Rule.REFUSED),
    SETTIMEOFDAY(164, 170, Rule.REFUSED),
    CLOCK_SETTIME(227, 112, Rule.REFUSED),
    CLOCK_ADJTIME(305, 266, Rule.REFUSED),
    ADJTIMEX(159, 171, Rule.REFUSED),
    SYSLOG(103, 116, Rule.REFUSED),
    VHANGUP(153, 58, Rule.REFUSED),
    IOPL(172, Absent.HERE, Rule.REFUSED),
    IOPERM(173, Absent.HERE, Rule.REFUSED),
    MODIFY_LDT(154, Absent.HERE, Rule.REFUSED),
    PERSONALITY(135, 92, Rule.REFUSED),
    USELIB(134, Absent.HERE, Rule.REFUSED),
    USTAT(136, Absent.HERE, Rule.REFUSED),
    SYSFS(139, Absent.HERE, Rule.REFUSED),
    SYSCTL(156, Absent.HERE, Rule.REFUSED),
    LOOKUP_DCOOKIE(212, 18, Rule.REFUSED),

    // Calls that did harm before, or get around a filter.
    USERFAULTFD(323, 282, Rule.REFUSED),
    IO_URING_SETUP(425, 425, Rule.REFUSED),
    IO_URING_ENTER(426, 426, Rule.REFUSED),
    IO_URING_REGISTER(427, 427, Rule.REFUSED),
    IO_SETUP(206, 0, Rule.REFUSED),
    IO_SUBMIT(209, 2, Rule.REFUSED),
    VMSPLICE(278, 75, Rule.REFUSED),
    FANOTIFY_INIT(300, 262, Rule.REFUSED),
    FANOTIFY_MARK(301, 263, Rule.REFUSED),
    NAME_TO_HANDLE_AT(303, 264, Rule.REFUSED),
    OPEN_BY_HANDLE_AT(304, 265, Rule.REFUSED),

    // Memory that no limit of a process counts.
    MBIND(237, 235, Rule.REFUSED),
    MIGRATE_PAGES(256, 238, Rule.REFUSED),
    MOVE_PAGES(279, 239, Rule.REFUSED),
    SET_MEMPOLICY(238, 237, Rule.REFUSED),
    SET_MEMPOLICY_HOME_NODE(450, 450, Rule.REFUSED),
    MEMFD_CREATE(319, 279, Rule.REFUSED),
    MEMFD_SECRET(447, 447, Rule.REFUSED),

    // What stays when a process has ended.
    SHMGET(29, 194, Rule.REFUSED),
    SHMAT(30, 196, Rule.REFUSED),
    SHMCTL(31, 195, Rule.REFUSED),
    SEMGET(64, 190, Rule.REFUSED),
    SEMCTL(66, 191, Rule.REFUSED),
    SEMOP(65, 193, Rule.REFUSED),
    MSGGET(68, 186, Rule.REFUSED),
    MSGCTL(71, 187, Rule.REFUSED),
    MSGSND(69, 189, Rule.REFUSED),
    MSGRCV(70, 188, Rule.REFUSED),
    MQ_OPEN(240, 180, Rule.REFUSED),
    MQ_UNLINK(241, 181, Rule.REFUSED),

    // Attributes and devices.
    SETXATTR(188, 5, Rule.REFUSED),
    LSETXATTR(189, 6, Rule.REFUSED),
    FSETXATTR(190, 7, Rule.REFUSED),
    MKNOD(133, Absent.HERE, Rule.REFUSED),
    MKNODAT(259, 33, Rule.REFUSED),

    // The network; a pair of sockets with nobody else (socketpair) is allowed.
    SOCKET(41, 198, Rule.NETWORK),

    // Processes.
    FORK(57, Absent.HERE, Rule.CHILD),
    VFORK(58, Absent.HERE, Rule.CHILD),

    // Calls whose arguments stand in memory, where a filter cannot look: libraries then use the older ones.
    CLONE3(435, 435, Rule.NEWER),
    OPENAT2(437, 437, Rule.NEWER),

    // Changes of folders.
    CREAT(85, Absent.HERE, Rule.FILE),
    MKDIR(83, Absent.HERE, Rule.FILE),
    MKDIRAT(258, 34, Rule.FILE),
    SYMLINK(88, Absent.HERE, Rule.FILE),
    SYMLINKAT(266, 36, Rule.FILE),
    LINK(86, Absent.HERE, Rule.FILE),
    LINKAT(265, 37, Rule.FILE),
    RENAME(82, Absent.HERE, Rule.FILE),
    RENAMEAT(264, 38, Rule.FILE),
    RENAMEAT2(316, 276, Rule.FILE),
    UNLINK(87, Absent.HERE, Rule.FILE),
    UNLINKAT(263, 35, Rule.FILE),
    RMDIR(84, Absent.HERE, Rule.FILE),
    TRUNCATE(76, 45, Rule.FILE),

    // Calls that some arguments make harmful.
    CLONE(56, 220, Rule.BY_ARGUMENTS),
    IOCTL(16, 29, Rule.BY_ARGUMENTS),
    PRCTL(157, 167, Rule.BY_ARGUMENTS),
    MMAP(9, 222, Rule.BY_ARGUMENTS),
    OPEN(2, Absent.HERE, Rule.BY_ARGUMENTS),
    OPENAT(257, 56, Rule.BY_ARGUMENTS),

    // What we call ourselves.
    SETGROUPS(116, 159, Rule.ALLOWED),
    SETRESUID(117, 147, Rule.ALLOWED),
    SETRESGID(119, 149, Rule.ALLOWED),
    CAPGET(125, 90, Rule.ALLOWED),
    CAPSET(126, 91, Rule.ALLOWED),
    PRLIMIT64(302, 261, Rule.ALLOWED),
    CLOSE_RANGE(436, 436, Rule.ALLOWED),
    DUP3(292, 24, Rule.ALLOWED),
    LANDLOCK_CREATE_RULESET(444, 444, Rule.ALLOWED),
    LANDLOCK_ADD_RULE(445, 445, Rule.ALLOWED),
    LANDLOCK_RESTRICT_SELF(446, 446, Rule.ALLOWED),
    PIDFD_OPEN(434, 434, Rule.ALLOWED),
    PIDFD_SEND_SIGNAL(424, 424, Rule.ALLOWED),
    GETPPID(110, 173, Rule.ALLOWED),
    LSEEK(8, 62, Rule.ALLOWED),
    PIPE2(293, 59, Rule.ALLOWED),
    CHDIR(80, 49, Rule.ALLOWED),
    CLOSE(3, 57, Rule.ALLOWED),
    UMASK(95, 166, Rule.ALLOWED);

    /** An enum's rows may not name its own constants before they stand there. */
    private static final class Absent {
        static final int HERE = -1;
    }

    /** What the filter answers. */
    enum Rule {
        /** The call is made. */
        ALLOWED,
        /** EPERM, always. */
        REFUSED,
        /** EACCES, always. */
        NETWORK,
        /** EPERM, unless the process may have children. */
        CHILD,
        /** EROFS, unless the process may create files. */
        FILE,
        /** ENOSYS, as an older kernel would. */
        NEWER,
        /** The arguments decide. */
        BY_ARGUMENTS
    }

    /** The last number that the filter lets pass (mseal, Linux 6.10): what comes later nobody has looked at yet. */
    static final int NEWEST = 462;

    private final int x86;
    private final int aarch64;
    private final Rule rule;

    SystemCall(int x86, int aarch64, Rule rule) {
        this.x86 = x86;
        this.aarch64 = aarch64;
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    boolean existsOn(Arch arch) {
        return on(arch) != Absent.HERE;
    }

    /** Returns the number on the architecture; meaningless where it does not exist. */
    int on(Arch arch) {
        return arch == Arch.X86_64 ? x86 : aarch64;
    }

    /** Returns the number on this machine. */
    long number() {
        return on(Arch.current());
    }
}
