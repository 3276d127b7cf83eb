/** What is written of a class with its marks: text, JSON, a table, and the forms that other tools read. */
@NullMarked
package dev.bpflab.grade.report;

import org.jspecify.annotations.NullMarked;
