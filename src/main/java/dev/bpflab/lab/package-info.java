/** Labs: documents, steps, checks, expected map state, the runner and progress. Is handed a host and a stage; sees the learner through an interface of its own. */
@NullMarked
package dev.bpflab.lab;

import org.jspecify.annotations.NullMarked;
