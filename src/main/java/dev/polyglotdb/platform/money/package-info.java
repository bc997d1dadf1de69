/**
 * Amounts of money in the currencies of ISO 4217.
 */
@NullMarked
@NamedInterface("money")
package dev.polyglotdb.platform.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
