package dev.bpflab.cli;

import picocli.CommandLine.Command;

/** {@code bpflab author record}: recordings of a live kernel, after which the simulated one shapes its events. */
@Command(
        name = "record",
        description = "Records on the live kernel what the simulated one shapes its events after.",
        subcommands = {RecordExecsCommand.class, RecordStacksCommand.class, RecordPacketsCommand.class},
        mixinStandardHelpOptions = true)
final class AuthorRecordCommand {}
