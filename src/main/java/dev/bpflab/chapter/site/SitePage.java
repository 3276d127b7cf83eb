package dev.bpflab.chapter.site;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.PageLibrary;

/**
 * A page of the site.
 *
 * @param entry what the library says of it
 * @param page the page as the terminal has it, for contents and search
 */
record SitePage(PageLibrary.Entry entry, Page page) {
    /** Returns its address below the site, such as {@code chapters/02-bpf-maps.html}: where its document lies. */
    String address() {
        return document().replaceFirst("\\.adoc$", ".html");
    }

    /** Returns the name of its document below the project. */
    String document() {
        return entry.sources().get(0);
    }

    /** Returns the way from its address up to the site's folder: {@code ../} for each folder. */
    String up() {
        return "../".repeat((int) address().chars().filter(c -> c == '/').count());
    }

    /** Returns the address of a section of it. */
    String address(Block.Section section) {
        return address() + "#" + section.id();
    }
}
