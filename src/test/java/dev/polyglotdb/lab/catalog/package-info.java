/** The catalog: MongoDB against jsonb and entity-attribute-value tables in PostgreSQL. */
@NullMarked
package dev.polyglotdb.lab.catalog;

import org.jspecify.annotations.NullMarked;
