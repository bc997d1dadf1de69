/** One order in several stores: written in turn, or through the outbox. */
@NullMarked
package dev.polyglotdb.lab.coordination;

import org.jspecify.annotations.NullMarked;
