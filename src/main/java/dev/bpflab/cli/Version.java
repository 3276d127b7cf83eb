package dev.bpflab.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"bpflab " + number() + ", Java " + Runtime.version()};
    }

    /** Returns the version of the running jar; {@code (built from classes)} when there is no jar. */
    static String number() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(built from classes)" : version;
    }
}
