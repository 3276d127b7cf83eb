package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.Submission;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.Style;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The command that runs a file in the session: snippets and commands, or what was saved in a lab. */
final class OpenCommand {
    private OpenCommand() {}

    /** Runs it to its end or to the first failure, whose line is shown; what was done until then stays. */
    static Answer open(Bench bench, String argument) {
        if (argument.isEmpty()) {
            bench.screen().styled(text("open.what"), Style.BAD);
            return Answer.FAILED;
        }
        try {
            Path file = Paths.of(argument);
            String script = Files.readString(file, UTF_8);
            Submission header = Submission.read(file.toString(), script);
            if (header.lab().isPresent() && beginLab(bench, header) == Answer.FAILED) {
                return Answer.FAILED;
            }
            Answer answer = new ScriptRunner(bench, file.toString()).answer(new StringReader(script));
            if (answer == Answer.FAILED) {
                bench.screen().styled(text("open.stopped"), Style.WARN);
            }
            // A script's /exit ends the script.
            return answer == Answer.EXIT ? Answer.OK : answer;
        } catch (CharacterCodingException noText) {
            bench.screen().styled(text("open.failed", argument, text("open.noText")), Style.BAD);
        } catch (IOException | InvalidPathException e) {
            bench.screen().styled(text("open.failed", argument, Paths.reason(e)), Style.BAD);
        }
        return Answer.FAILED;
    }

    /** What was saved in a lab is walked from its beginning; progress that is there already is backed up. */
    private static Answer beginLab(Bench bench, Submission saved) {
        String id = saved.lab().orElseThrow();
        boolean begun = bench.runner(id).isResumed();
        Answer opened = bench.openLab(id);
        if (opened != Answer.FAILED && begun) {
            opened = Restart.run(bench, "lab");
        }
        String version = bench.lab().map(LabRunner::lab).orElseThrow().version();
        saved.version()
                .filter(made -> !made.equals(version))
                .ifPresent(made -> bench.screen().styled(text("open.version", made, version), Style.WARN));
        return opened;
    }
}
