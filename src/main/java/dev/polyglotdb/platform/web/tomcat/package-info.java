/**
 * Behavior that only Tomcat itself can provide, because no filter of the application sees it or because it would come
 * too late there: admission and cheap refusals, time-outs for slow clients, error pages for what Tomcat rejects, the
 * answer to {@code OPTIONS *}, a warning about forwarded headers, and the farewell of an instance that stops.
 */
@NullMarked
package dev.polyglotdb.platform.web.tomcat;

import org.jspecify.annotations.NullMarked;
