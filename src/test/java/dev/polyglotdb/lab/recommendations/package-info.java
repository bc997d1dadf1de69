/** Recommendations: Neo4j against SQL joins. */
@NullMarked
package dev.polyglotdb.lab.recommendations;

import org.jspecify.annotations.NullMarked;
