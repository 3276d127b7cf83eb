package dev.bpflab.cli;

import picocli.CommandLine.Command;

/** {@code bpflab prog}: programs from files. */
@Command(
        name = "prog",
        description = "Runs, verifies, lists or debugs a BPF program from a file.",
        subcommands = {ProgRunCommand.class, ProgVerifyCommand.class, ProgDisasmCommand.class, ProgDebugCommand.class},
        mixinStandardHelpOptions = true)
final class ProgCommand {}
