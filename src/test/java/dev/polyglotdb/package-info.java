@NullMarked
package dev.polyglotdb;

import org.jspecify.annotations.NullMarked;
