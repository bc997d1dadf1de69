/** What operating the engines takes. */
@NullMarked
package dev.polyglotdb.lab.operation;

import org.jspecify.annotations.NullMarked;
