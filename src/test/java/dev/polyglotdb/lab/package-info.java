/**
 * "Why five stores", measured: the questions of the project's domains, put to the store that each domain uses and to
 * others, with a report as the result. Started by {@code ./mvnw -Plab spring-boot:test-run}; see src/docs/why.
 */
@NullMarked
package dev.polyglotdb.lab;

import org.jspecify.annotations.NullMarked;
