@NullMarked
package dev.polyglotdb.auth;

import org.jspecify.annotations.NullMarked;
