/** The language that tests are written in: people who use the shop over HTTP. */
@NullMarked
package dev.polyglotdb.testing;

import org.jspecify.annotations.NullMarked;
