package io.github.llmmetrics.stack.lint;

import java.util.List;
import java.util.Set;

/**
 * A file's queries.
 *
 * @param name of the file
 * @param queries in their order
 * @param recorded series that its recording rules write
 */
record QueryFile(String name, List<Query> queries, Set<String> recorded) {}
