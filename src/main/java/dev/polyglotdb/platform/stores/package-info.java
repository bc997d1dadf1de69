/**
 * What guards the five stores: circuits, places, the time budget, probes, outages, Server-Timing, and their connections.
 * The only room of the platform that knows their drivers.
 */
@NullMarked
@NamedInterface("stores")
package dev.polyglotdb.platform.stores;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
