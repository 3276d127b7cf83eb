/** JShell without a terminal: evaluate, interrupt, inspect, complete. The only user of jdk.jshell. */
@NullMarked
package dev.bpflab.session;

import org.jspecify.annotations.NullMarked;
