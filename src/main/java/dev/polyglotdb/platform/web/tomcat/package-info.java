/** Behavior that only the server itself can provide: its error pages, and time-outs for slow clients. */
@NullMarked
package dev.polyglotdb.platform.web.tomcat;

import org.jspecify.annotations.NullMarked;
