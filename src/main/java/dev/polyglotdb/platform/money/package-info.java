/** Amounts of money in ISO 4217 currencies. */
@NullMarked
@NamedInterface("money")
package dev.polyglotdb.platform.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
