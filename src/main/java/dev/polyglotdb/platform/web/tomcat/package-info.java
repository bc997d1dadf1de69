/**
 * What only the server itself can do: its own error pages, and clients that send too slowly.
 */
@NullMarked
package dev.polyglotdb.platform.web.tomcat;

import org.jspecify.annotations.NullMarked;
