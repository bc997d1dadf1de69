@NullMarked
package dev.polyglotdb.products;

import org.jspecify.annotations.NullMarked;
