package dev.bpflab.chapter.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Folders;
import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes a site of all pages of a library: HTML, one script, one style sheet, and nothing from elsewhere. */
public final class Site {
    private static final List<String> ASSETS = List.of("site.css", "site.js");

    private final PageLibrary library;
    private final Predicate<Block> searched;
    private final List<SitePage> pages;

    private Site(PageLibrary library, Predicate<Block> searched) {
        this.library = library;
        this.searched = searched;
        this.pages = library.entries().stream()
                .map(entry -> new SitePage(entry, library.page(entry.id())))
                .toList();
    }

    /**
     * Writes the site into a folder, which is new, empty, or a site that was written so before; that is replaced when the new
     * one is whole. Starts Asciidoctor, which takes seconds.
     *
     * @param searched the blocks whose words the search finds
     * @param progress told the title of each page before it is converted
     * @return the number of pages
     * @throws SiteException when something else lies in the folder
     * @throws IOException when it cannot be written
     */
    public static int write(PageLibrary library, Predicate<Block> searched, Path folder, Consumer<String> progress)
            throws IOException {
        try (HtmlConverter converter = new HtmlConverter()) {
            return write(library, searched, folder, progress, converter);
        }
    }

    static int write(
            PageLibrary library,
            Predicate<Block> searched,
            Path folder,
            Consumer<String> progress,
            HtmlConverter converter)
            throws IOException {
        Site site = new Site(library, searched);
        try (SiteFolder written = SiteFolder.at(folder)) {
            site.write(written, progress, converter);
            written.finish();
        }
        return site.pages.size();
    }

    private void write(SiteFolder folder, Consumer<String> progress, HtmlConverter converter) throws IOException {
        Path documents = Files.createTempDirectory("bpflab-site-");
        try {
            unpack(documents);
            SiteTemplate template = new SiteTemplate(pages);
            for (SitePage page : pages) {
                progress.accept(page.page().title());
                String text = converter.convert(documents.resolve(page.document()));
                String polished = HtmlPolish.polished(text, address -> titleOf(page, address));
                folder.write(page.address(), template.page(page, polished).getBytes(UTF_8));
            }
            folder.write("index.html", template.index().getBytes(UTF_8));
            folder.write(
                    "assets/search-index.js",
                    SearchIndex.script(pages, searched).getBytes(UTF_8));
            for (String asset : ASSETS) {
                folder.write("assets/" + asset, asset(asset));
            }
            for (String picture : pictures()) {
                folder.write(picture, library.source(picture));
            }
        } finally {
            Folders.delete(documents);
        }
    }

    private void unpack(Path to) throws IOException {
        for (SitePage page : pages) {
            for (String name : page.entry().sources()) {
                Path file = to.resolve(name);
                Files.createDirectories(file.resolveSibling(".").normalize());
                Files.write(file, library.source(name));
            }
        }
    }

    /** The pictures that the pages show, by their names below the project. */
    private Set<String> pictures() {
        Set<String> pictures = new TreeSet<>();
        for (SitePage page : pages) {
            for (Block block : page.page().allBlocks()) {
                if (block instanceof Block.Image image) {
                    pictures.add(
                            URI.create(page.document()).resolve(image.target()).toString());
                }
            }
        }
        return pictures;
    }

    /** Returns the title of the section or page at an address that a page refers to; the address if there is none. */
    private String titleOf(SitePage from, String address) {
        URI target = URI.create(from.address()).resolve(address);
        for (SitePage page : pages) {
            if (page.address().equals(target.getPath())) {
                String id = target.getFragment() == null ? "" : target.getFragment();
                return Html.escaped(page.page()
                        .section(id)
                        .map(section -> section.title().plain())
                        .orElse(page.page().title()));
            }
        }
        return address;
    }

    /** Returns the style sheet of all our pages. */
    public static String style() throws IOException {
        return new String(asset("site.css"), UTF_8);
    }

    private static byte[] asset(String name) throws IOException {
        try (InputStream in = Site.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
