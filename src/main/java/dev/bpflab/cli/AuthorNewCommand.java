package dev.bpflab.cli;

import dev.bpflab.lab.author.LabTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab author new}: a lab to begin with. */
@Command(
        name = "new",
        description =
                "Makes a lab that is in order, with comments that say what each part is for, to be changed into yours.",
        mixinStandardHelpOptions = true)
final class AuthorNewCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description =
                    "the lab's id and words, such as 9.1-disk-latency; it is made in ./labs, or in the folder before it")
    private Path name = Path.of("");

    @Option(names = "--hook", paramLabel = "KIND", description = "what the lab is about: exec (default) or packets")
    private LabTemplate hook = LabTemplate.EXEC;

    private final App app;

    AuthorNewCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        String folderName = String.valueOf(name.getFileName());
        String problem = LabTemplate.problem(folderName);
        if (!problem.isEmpty()) {
            throw new CommandFailure(
                    "make lab '" + folderName + "'", problem, "give an id and words, such as 9.1-disk-latency");
        }
        Path folder = name.getParent() == null ? Path.of("labs").resolve(name) : name;
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder);
            for (Map.Entry<String, String> file : hook.files(folderName).entrySet()) {
                String text = file.getValue().replace("labs/" + folderName, folder.toString());
                Files.writeString(folder.resolve(file.getKey()), text, StandardCharsets.UTF_8);
            }
        } catch (FileAlreadyExistsException there) {
            throw new CommandFailure(
                    "make lab '" + folder + "'", "'" + there.getFile() + "' is there already", "choose another name");
        } catch (IOException failed) {
            throw new CommandFailure(
                    "make lab '" + folder + "'", failed.toString(), "name a folder that you may write");
        }
        app.streams().out().println(folder + " is a lab that works. Go on with one of these:");
        app.streams().out().println("  bpflab author preview " + folder);
        app.streams().out().println("  bpflab author check " + folder);
        app.streams().out().println("  bpflab lab " + folder);
        app.streams().out().println("  bpflab read authors");
        return ExitStatus.OK;
    }
}
