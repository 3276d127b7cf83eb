package dev.bpflab.cli;

import picocli.CommandLine.Command;

/** {@code bpflab map}: the live kernel's maps. */
@Command(
        name = "map",
        description = "Lists, describes or dumps the live kernel's maps, whoever made them.",
        subcommands = {MapListCommand.class, MapShowCommand.class, MapDumpCommand.class},
        mixinStandardHelpOptions = true)
final class MapCommand {}
