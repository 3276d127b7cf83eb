/** The grader's side of a submission that runs in a process of its own: it serves its calls and believes none of its words. */
@NullMarked
package dev.bpflab.grade.agent;

import org.jspecify.annotations.NullMarked;
