@NullMarked
package dev.polyglotdb.resilience.cluster;

import org.jspecify.annotations.NullMarked;
