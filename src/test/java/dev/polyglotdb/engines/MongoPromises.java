package dev.polyglotdb.engines;

import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What each command of the application must carry, whatever the connection string says. */
final class MongoPromises {

    private static final Set<String> READS = Set.of("find", "aggregate", "count", "distinct");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");

    /** With a single server the driver itself sends this, so that a secondary would answer as well. */
    private static final Set<String> PREFERENCES = Set.of("primary", "primaryPreferred");

    /** Ended by the driver: what follows a bounded command, and what takes a server no time. */
    private static final Set<String> UNBOUNDED = Set.of("getMore", "killCursors", "endSessions", "ping");

    private MongoPromises() {}

    static Set<String> brokenBy(BsonDocument command) {
        var broken = new TreeSet<String>();
        var name = command.getFirstKey();
        var preference = at(command, "$readPreference", "mode");
        if (preference != null && !PREFERENCES.contains(preference.asString().getValue())) {
            broken.add(name + " is sent to another node than the primary");
        }
        if (READS.contains(name) && !new BsonString("majority").equals(at(command, "readConcern", "level"))) {
            broken.add(name + " has no readConcern majority");
        }
        if (isWrite(command) && !new BsonString("majority").equals(at(command, "writeConcern", "w"))) {
            broken.add(name + " has no writeConcern majority");
        }
        if (isWrite(command) && !isTrue(at(command, "writeConcern", "j"))) {
            broken.add(name + " does not wait for the journal");
        }
        if (!UNBOUNDED.contains(name) && !command.containsKey("maxTimeMS")) {
            broken.add(name + " of " + target(command, name) + " has no maxTimeMS");
        }
        return broken;
    }

    /** Others, such as one that makes indexes, need not say what they wait for, but must not say less. */
    private static boolean isWrite(BsonDocument command) {
        return WRITES.contains(command.getFirstKey()) || command.containsKey("writeConcern");
    }

    private static String target(BsonDocument command, String name) {
        return command.get(name) instanceof BsonString collection ? collection.getValue() : "the server";
    }

    private static boolean isTrue(@Nullable BsonValue value) {
        return value != null && value.isBoolean() && value.asBoolean().getValue();
    }

    private static @Nullable BsonValue at(BsonDocument command, String field, String inner) {
        return command.get(field) instanceof BsonDocument document ? document.get(inner) : null;
    }
}
