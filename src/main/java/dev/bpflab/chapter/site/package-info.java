/** Chapters and labs as a site of HTML files that needs no network. */
@NullMarked
package dev.bpflab.chapter.site;

import org.jspecify.annotations.NullMarked;
