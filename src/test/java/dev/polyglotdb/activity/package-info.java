@NullMarked
package dev.polyglotdb.activity;

import org.jspecify.annotations.NullMarked;
