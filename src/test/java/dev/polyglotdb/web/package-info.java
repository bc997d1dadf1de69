@NullMarked
package dev.polyglotdb.web;

import org.jspecify.annotations.NullMarked;
