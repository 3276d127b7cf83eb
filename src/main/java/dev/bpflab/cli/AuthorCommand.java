package dev.bpflab.cli;

import picocli.CommandLine.Command;

/** {@code bpflab author}: for those who write labs. */
@Command(
        name = "author",
        description = "Helps who writes labs and chapters.",
        subcommands = {
            AuthorNewCommand.class,
            AuthorCheckCommand.class,
            AuthorPreviewCommand.class,
            AuthorRecordCommand.class
        },
        mixinStandardHelpOptions = true)
final class AuthorCommand {}
