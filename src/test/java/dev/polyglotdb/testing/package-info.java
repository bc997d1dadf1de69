/** The vocabulary of the tests: users who use the shop over HTTP. */
@NullMarked
package dev.polyglotdb.testing;

import org.jspecify.annotations.NullMarked;
