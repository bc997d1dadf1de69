/** Stands in for a class of the emulator of MongoDB, in its JVM only. */
@NullMarked
package de.bwaldvogel.mongo.backend;

import org.jspecify.annotations.NullMarked;
