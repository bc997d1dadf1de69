@NullMarked
package dev.polyglotdb.demo;

import org.jspecify.annotations.NullMarked;
