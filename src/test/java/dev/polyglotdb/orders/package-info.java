@NullMarked
package dev.polyglotdb.orders;

import org.jspecify.annotations.NullMarked;
