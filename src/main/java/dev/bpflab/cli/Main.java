package dev.bpflab.cli;

/** The command line of bpflab. */
public final class Main {
    private Main() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] args) {
        App app = App.ofProcess();
        app.hushLibraries();
        System.exit(app.run(args));
    }
}
