/** Grading: submissions, isolated runs, marks, reports. The trusted part: it holds the checks, the hosts and the marks. */
@NullMarked
package dev.bpflab.grade;

import org.jspecify.annotations.NullMarked;
