package dev.bpflab.chapter;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** References between pages: each must lead to a page, and to a section of it when it names one. */
final class ReferenceCheck {
    private ReferenceCheck() {}

    static void check(Map<String, Page> pages, Map<String, Path> documents, List<String> problems) {
        for (Page page : pages.values()) {
            for (Block block : page.allBlocks()) {
                for (Text text : PageText.texts(block)) {
                    for (String target : CrossReferences.targets(text)) {
                        // Inside one document the converter has checked it.
                        if (!target.startsWith(page.id() + "/") && !exists(target, pages)) {
                            problems.add(documents.get(page.id()) + ":" + block.line() + ": unresolved reference '"
                                    + target + "'");
                        }
                    }
                    for (Text.Span span : text.spans()) {
                        if (span.is(Text.Style.LINK) && !isAddress(span.target())) {
                            problems.add(documents.get(page.id()) + ":" + block.line() + ": '" + span.target()
                                    + "' is no address of the web");
                        }
                    }
                }
            }
        }
    }

    /** Whether there is something at the address is not asked: a build needs no network. */
    private static boolean isAddress(String target) {
        try {
            URI address = new URI(target);
            return Set.of("http", "https", "mailto").contains(String.valueOf(address.getScheme()))
                    && (address.getHost() != null || "mailto".equals(address.getScheme()));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static boolean exists(String target, Map<String, Page> pages) {
        if (pages.containsKey(target)) {
            return true;
        }
        int slash = target.lastIndexOf('/');
        Page page = slash < 0 ? null : pages.get(target.substring(0, slash));
        String id = target.substring(slash + 1);
        return page != null
                && page.allBlocks().stream()
                        .anyMatch(block -> id.equals(block.marks().id()));
    }
}
