package dev.polyglotdb.platform.stores;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Failures as MongoDB's driver makes them. */
final class MongoExamples {

    static final ServerAddress SERVER = new ServerAddress();

    private MongoExamples() {}

    static MongoException labelled(MongoException failure, String label) {
        failure.addLabel(label);
        return failure;
    }

    static BsonDocument answer(int code, String name) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(name))
                .append("errmsg", new BsonString(name));
    }

    static WriteConcernError unacknowledged() {
        return new WriteConcernError(64, "WriteConcernFailed", "waiting for replication timed out", new BsonDocument());
    }

    static MongoBulkWriteException bulk(@Nullable WriteConcernError concern, BulkWriteError... errors) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(), List.of(errors), concern, SERVER, Set.of());
    }
}
