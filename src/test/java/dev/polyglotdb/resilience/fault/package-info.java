@NullMarked
package dev.polyglotdb.resilience.fault;

import org.jspecify.annotations.NullMarked;
