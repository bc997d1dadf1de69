@NullMarked
package dev.polyglotdb.resilience.crash;

import org.jspecify.annotations.NullMarked;
