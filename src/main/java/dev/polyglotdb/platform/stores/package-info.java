/**
 * Guards the five stores: circuits, limits on waiting, the time budget, probes, outages, Server-Timing, and
 * connections. No other package of the platform knows the drivers.
 */
@NullMarked
@NamedInterface("stores")
package dev.polyglotdb.platform.stores;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
