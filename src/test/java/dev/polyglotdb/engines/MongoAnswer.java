package dev.polyglotdb.engines;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** What a server may say to a command, other than what the one behind a {@link MongoRelay} says. */
@FunctionalInterface
public interface MongoAnswer {

    /** The server behind the relay. */
    interface Server {
        /** Passes the command on, and returns the answer. */
        BsonDocument ask() throws IOException;

        /** Passes another command on in its place, and returns the answer. */
        BsonDocument ask(BsonDocument other) throws IOException;

        /** Is down once the relay has no more answers of its own. */
        CountDownLatch end();
    }

    BsonDocument to(BsonDocument command, Server server) throws IOException, InterruptedException;

    /** An error, and the command has no effect. */
    static MongoAnswer error(int code, String name, String... labels) {
        return (command, server) -> failure(code, name, labels);
    }

    /** An error, though the command has its effect: the server learns of its loss only afterwards. */
    static MongoAnswer errorAfterwards(int code, String name, String... labels) {
        return (command, server) -> {
            server.ask();
            return failure(code, name, labels);
        };
    }

    /** The command has its effect on this node, but not on those that make it last. */
    static MongoAnswer writeConcernError(int code, String name) {
        return (command, server) -> server.ask()
                .append(
                        "writeConcernError",
                        new BsonDocument("code", new BsonInt32(code))
                                .append("codeName", new BsonString(name))
                                .append("errmsg", new BsonString(name)));
    }

    /** All writes of the command are done but the last, which has an error of its own. */
    static MongoAnswer lastWriteFails(int code, String name) {
        return (command, server) -> {
            var shorter = command.clone();
            var list = command.containsKey("documents") ? "documents" : "updates";
            var writes = shorter.getArray(list);
            var last = writes.size() - 1;
            writes.remove(last);
            var answer = writes.isEmpty()
                    ? new BsonDocument("ok", new BsonInt32(1)).append("n", new BsonInt32(0))
                    : server.ask(shorter);
            var errors = answer.getArray("writeErrors", new BsonArray());
            errors.add(new BsonDocument("index", new BsonInt32(last))
                    .append("code", new BsonInt32(code))
                    .append("errmsg", new BsonString(name)));
            return answer.append("writeErrors", errors);
        };
    }

    /** The right answer, but late. */
    static MongoAnswer late(Duration time) {
        return (command, server) -> {
            server.end().await(time.toMillis(), TimeUnit.MILLISECONDS);
            return server.ask();
        };
    }

    /** The right answer, with other fields. */
    static MongoAnswer changed(BsonDocument fields) {
        return (command, server) -> {
            var answer = server.ask();
            answer.putAll(fields);
            return answer;
        };
    }

    private static BsonDocument failure(int code, String name, String... labels) {
        var failure = new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(name))
                .append("errmsg", new BsonString(name));
        if (labels.length > 0) {
            var array = new BsonArray();
            for (var label : labels) {
                array.add(new BsonString(label));
            }
            failure.append("errorLabels", array);
        }
        return failure;
    }
}
