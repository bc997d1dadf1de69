@NullMarked
package dev.polyglotdb.resilience.load;

import org.jspecify.annotations.NullMarked;
