@NullMarked
package dev.polyglotdb.console;

import org.jspecify.annotations.NullMarked;
