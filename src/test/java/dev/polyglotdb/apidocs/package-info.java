@NullMarked
package dev.polyglotdb.apidocs;

import org.jspecify.annotations.NullMarked;
