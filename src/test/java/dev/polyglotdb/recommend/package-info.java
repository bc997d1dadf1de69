@NullMarked
package dev.polyglotdb.recommend;

import org.jspecify.annotations.NullMarked;
