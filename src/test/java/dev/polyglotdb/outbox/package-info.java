@NullMarked
package dev.polyglotdb.outbox;

import org.jspecify.annotations.NullMarked;
