@NullMarked
package dev.polyglotdb.users;

import org.jspecify.annotations.NullMarked;
