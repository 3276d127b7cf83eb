import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import dev.bpflab.session.Outcome;
import dev.bpflab.session.Session;
import dev.bpflab.session.SnippetIo;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Times how soon a session is there again after a snippet was interrupted, with the grace period of the workbench:
 * the median and the longest in milliseconds for each snippet, and whether it was left behind. The first argument is how
 * often; those after it choose among the hosts {@code sim} and {@code kernel}.
 */
class InterruptBench {
    private static final Duration GRACE = Duration.ofMillis(150);

    private static final String SET_UP = """
            var plain = load(assemble(mov(R0, 0), exitInsn()), XDP);
            var ring = createMap(RINGBUF, 0, 0, 4096);
            var big = createMap(MapSpec.hash("big", U32, U64).maxEntries(1_000_000));
            var keys = new ArrayList<ByteBuffer>();
            { for (int i = 0; i < 300_000; i++) keys.add(u32(i)); }
            var all = new HashMap<ByteBuffer, ByteBuffer>();
            keys.forEach(k -> all.put(k, u64(7)));
            mapUpdateBatch(big, all);
            """;

    private static final List<String> RUNAWAYS = List.of(
            "while (true) {}",
            "for (;;) { try { for (;;) {} } catch (Throwable t) {} }",
            "class R { void r() { try { r(); } finally { r(); } } } new R().r();",
            "Thread.sleep(1_000_000);",
            "while (true) try { Thread.sleep(1_000_000); } catch (InterruptedException e) {}",
            "System.in.read();",
            "new Scanner(System.in).nextLine();",
            "while (true) System.out.println(\"a line that is printed again and again\");",
            "new Thread(() -> { while (true) System.out.println(1); }).start(); Thread.sleep(1_000_000);",
            "synchronized (String.class) { new Thread(() -> { synchronized (String.class) {} }).join(); while (true) {} }",
            "class D { static void both(Object a, Object b, CountDownLatch l) { synchronized (a) { l.countDown(); try { l.await(); }"
                    + " catch (InterruptedException e) {} synchronized (b) {} } } }"
                    + " var a = new Object(); var b = new Object(); var l = new CountDownLatch(2);"
                    + " new Thread(() -> D.both(a, b, l)).start(); D.both(b, a, l);",
            "Pattern.compile(\"(a|aa)+b\").matcher(\"a\".repeat(80)).matches();",
            "BigInteger.TEN.pow(200_000_000);",
            "var list = new ArrayList<>(Collections.nCopies(1_000, 1)); list.sort((x, y) -> { while (true) {} });",
            "IntStream.range(0, 999).parallel().forEach(i -> { while (true) {} });",
            "LongStream.range(0, Long.MAX_VALUE).parallel().sum();",
            "LongStream.range(0, Long.MAX_VALUE).filter(n -> n < 0).count();",
            "Stream.generate(() -> new byte[1_000_000]).toList();",
            "new ProcessBuilder(\"sleep\", \"1000\").start().waitFor();",
            "testRun(plain, TestRun.of(new byte[64]).times(2_000_000_000));",
            "while (true) testRun(plain, new byte[64]);",
            "race(7, plain, 2, 1_000_000_000);",
            "stress(plain, 2, 1_000_000_000);",
            "race(7, onCpu(0, plain, 1_000), userspace(() -> { while (true) {} }));",
            "poll(ring, Duration.ofHours(1), record -> {});",
            "while (true) try { poll(ring, Duration.ofHours(1), record -> {}); } catch (Exception e) {}",
            "while (true) mapGetAll(big);",
            "while (true) mapUpdateBatch(big, all);",
            "while (true) mapLookupBatch(big, keys);",
            "while (true) for (var chunk : mapLookupBatch(big)) {}",
            "while (true) top(big, 10);",
            "burnCpu(\"hot\", Duration.ofSeconds(60));",
            "runProcesses(\"true\", 1_000_000_000);",
            "runExecChain(\"true\", 1_000_000_000);",
            "sendPackets(packets(64).times(1_000_000_000));",
            "while (true) assemble(mov(R0, 0), exitInsn());",
            "while (true) load(assemble(mov(R0, 0), exitInsn()), XDP);",
            "while (true) createMap(HASH, 4, 8, 1_000);");

    public static void main(String[] args) throws Exception {
        int times = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        List<String> hosts = args.length > 1 ? Arrays.asList(args).subList(1, args.length) : List.of("sim", "kernel");
        for (String host : hosts) {
            if (host.equals("kernel") && !KernelHost.probe().usable()) {
                System.out.println("kernel: " + KernelHost.probe().reason());
                continue;
            }
            System.out.println(host + ": milliseconds from the interrupt to the next prompt");
            System.out.println(" median longest");
            for (String runaway : RUNAWAYS) {
                try (Workspace workspace = host.equals("sim") ? Sim.workspace(1, ExecRecording.SILENT) : Live.workspace()) {
                    time(workspace, runaway, times);
                }
            }
        }
        System.exit(0);
    }

    private static void time(Workspace workspace, String runaway, int times) throws Exception {
        CountDownLatch[] started = {new CountDownLatch(1)};
        PrintStream out = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        if (b == '!') {
                            started[0].countDown();
                        }
                    }
                },
                true);
        InputStream silent = new InputStream() {
            @Override
            public synchronized int read() throws java.io.InterruptedIOException {
                try {
                    while (true) {
                        wait();
                    }
                } catch (InterruptedException e) {
                    throw new java.io.InterruptedIOException();
                }
            }
        };
        long[] millis = new long[times];
        String end = "";
        try (Session session = new Session(() -> workspace, new SnippetIo(silent, out, out), GRACE)) {
            for (Outcome outcome : session.run(SET_UP, each -> {})) {
                if (!outcome.ok()) {
                    throw new IllegalStateException(outcome.text());
                }
            }
            for (int i = 0; i < times; i++) {
                started[0] = new CountDownLatch(1);
                List<Outcome> outcomes = new ArrayList<>();
                Thread prompt = new Thread(() -> outcomes.addAll(
                        session.run("{ System.out.print('!'); " + runaway + " }", each -> {})));
                prompt.start();
                started[0].await();
                Thread.sleep(300);
                boolean runs = prompt.isAlive();
                long begin = System.nanoTime();
                session.interrupt();
                prompt.join();
                millis[i] = (System.nanoTime() - begin) / 1_000_000;
                Outcome last = outcomes.get(outcomes.size() - 1);
                end = !runs ? "ENDED BY ITSELF: " + last.text().lines().findFirst().orElse("")
                        : last.text().contains("left behind") ? "left behind" : last.text().lines().findFirst().orElse("");
                if (!session.run("1 + 1", each -> {}).get(0).ok()) {
                    throw new IllegalStateException("the session does not go on");
                }
            }
        }
        Arrays.sort(millis);
        System.out.printf("%7d %7d  %s%s%n", millis[times / 2], millis[times - 1], runaway, end.equals("interrupted") ? "" : "   [" + end + "]");
    }
}
