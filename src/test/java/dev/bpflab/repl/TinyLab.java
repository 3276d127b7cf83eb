package dev.bpflab.repl;

import dev.bpflab.chapter.PageCompiler;
import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** A library of a short chapter 9 and a lab 9.1 of two steps and an experiment, converted once as the build converts the real ones. */
final class TinyLab {
    private static final String LAB = """
            = Lab 9.1: Tiny
            :page-version: 1

            A lab to try the prompt on.

            [.step#create,points=1]
            == 1 Create a map

            Create a hash map in `m`.

            [.check,created=m,otherwise="createMap makes one."]
            |===
            |property |expected

            |type |hash
            |===

            [.hint]
            The gentle hint.

            [.hint]
            The plain hint.

            [.solution]
            [source,java]
            ----
            var m = createMap(HASH, 4, 8, 10);
            ----

            [.step#fill,points=2]
            == 2 Fill it

            Put 7 under the key 1.

            [.check,map=m,key=u32,value=u64,match=contains]
            |===
            |key |value

            |1 |7
            |===

            [.solution]
            [source,java]
            ----
            mapUpdate(m, u32(1), u64(7));
            ----

            == The end

            You did it.

            [.experiment#close,points=1]
            == Close it

            Close `m`.

            [.check,closed=m]
            Everything is closed.

            [.solution]
            [source,java]
            ----
            m.close();
            ----
            """;

    private static final String CHAPTER = """
            = Tiny chapter

            The beginning.

            == 9.2 Second section

            Text of the second section.

            [#third]
            == 9.3 Third section

            It refers to <<inner>>, to xref:../labs/9.1-tiny/lab.adoc#fill[a step], and to <<inner,itself>> again.

            [source,java]
            ----
            int six = 6;
            ----

            [#inner]
            === Inside

            [source,java]
            ----
            System.out.println(six * 7);
            ----

            [.output]
            ----
            42
            ----

            [%collapsible]
            .Why 42?
            ====
            Because of the zebra.
            ====

            == 9.4 The last one

            The end.

            [source,bpflab]
            ----
            int seven = 7;
            /vars
            ----

            [source.fails,java]
            ----
            int bad = "text";
            ----
            """;

    private static final PageLibrary PAGES = compiled();

    private TinyLab() {}

    static PageLibrary pages() {
        return PAGES;
    }

    private static PageLibrary compiled() {
        try {
            Path root = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "tiny-lab");
            Files.createDirectories(root.resolve("chapters"));
            Files.createDirectories(root.resolve("labs/9.1-tiny"));
            Files.writeString(root.resolve("chapters/09-tiny.adoc"), CHAPTER);
            Files.writeString(root.resolve("labs/9.1-tiny/lab.adoc"), LAB);
            Files.writeString(root.resolve("labs/9.1-tiny/solution.jsh"), "");
            Path classes = root.resolve("classes");
            PageCompiler.main(
                    root.toString(), classes.toString(), root.resolve("cache").toString());
            return PageLibrary.of(
                    new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
