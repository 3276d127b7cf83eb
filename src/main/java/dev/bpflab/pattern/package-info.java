/**
 * The patterns that maps are used in, as small pieces to read and to use: counters, histograms, a cache whose entries
 * expire, settings. Each has its program side, written with the vocabulary, and its userspace side.
 */
@NullMarked
package dev.bpflab.pattern;

import org.jspecify.annotations.NullMarked;
