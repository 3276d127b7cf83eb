package dev.bpflab.cli;

import picocli.CommandLine.Command;

/** {@code bpflab author}: for those who write labs. */
@Command(
        name = "author",
        description = "Helps who writes labs and chapters.",
        subcommands = {AuthorCheckCommand.class, AuthorRecordCommand.class},
        mixinStandardHelpOptions = true)
final class AuthorCommand {}
