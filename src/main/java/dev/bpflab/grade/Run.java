package dev.bpflab.grade;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One run over a class, or over a part of it: what it graded by, and what it was to grade.
 *
 * @param by what it graded by
 * @param shard which part of the class it was
 * @param keys for each submission of the part the key of its result, in the order of the class
 */
@JsonPropertyOrder({"by", "shard", "keys"})
record Run(Basis by, Shard shard, List<String> keys) {
    Run {
        keys = List.copyOf(keys);
    }
}
