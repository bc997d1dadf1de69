/** What Cassandra 5.0 lacks to start on Java 24 and later, for the tests' own Cassandra. */
@NullMarked
package org.apache.cassandra.security;

import org.jspecify.annotations.NullMarked;
