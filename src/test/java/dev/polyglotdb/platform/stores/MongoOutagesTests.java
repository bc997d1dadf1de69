package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;

@Tag("fast")
class MongoOutagesTests {

    private static final ServerAddress SERVER = new ServerAddress();

    static Stream<MongoException> thoseOfAFailover() {
        return Stream.of(
                new MongoNotPrimaryException(answer(10107, "NotWritablePrimary"), SERVER),
                new MongoNotPrimaryException(answer(13435, "NotPrimaryNoSecondaryOk"), SERVER),
                new MongoNodeIsRecoveringException(answer(189, "PrimarySteppedDown"), SERVER),
                new MongoNodeIsRecoveringException(answer(91, "ShutdownInProgress"), SERVER),
                new MongoCommandException(answer(11600, "InterruptedAtShutdown"), SERVER),
                new MongoCommandException(answer(11602, "InterruptedDueToReplStateChange"), SERVER),
                new MongoExecutionTimeoutException(50, "operation exceeded time limit"),
                new MongoWriteConcernException(unacknowledged(), null, SERVER, Set.of()),
                new MongoWriteException(
                        new WriteError(189, "stepped down", new BsonDocument()), SERVER, Set.<String>of()),
                bulk(null, new BulkWriteError(11602, "interrupted", new BsonDocument(), 0)),
                bulk(unacknowledged()));
    }

    @ParameterizedTest
    @MethodSource("thoseOfAFailover")
    void aFailoverIsAnOutage(MongoException failure) {
        assertThat(StoreOutages.isOutage(failure)).isTrue();
        assertThat(StoreOutages.isOutage(new UncategorizedMongoDbException("translated", failure)))
                .isTrue();
    }

    static Stream<MongoException> thoseOfADefect() {
        return Stream.of(
                new MongoCommandException(answer(2, "BadValue"), SERVER),
                new MongoCommandException(answer(13, "Unauthorized"), SERVER),
                new MongoWriteException(new WriteError(121, "validation", new BsonDocument()), SERVER, Set.of()),
                bulk(null, new BulkWriteError(11000, "duplicate", new BsonDocument(), 0)));
    }

    @ParameterizedTest
    @MethodSource("thoseOfADefect")
    void aMistakeOfOursIsNone(MongoException failure) {
        assertThat(StoreOutages.isOutage(failure)).isFalse();
        assertThat(StoreOutages.isOutage(new DataIntegrityViolationException("translated", failure)))
                .isFalse();
    }

    private static BsonDocument answer(int code, String name) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("codeName", new BsonString(name))
                .append("errmsg", new BsonString(name));
    }

    private static WriteConcernError unacknowledged() {
        return new WriteConcernError(64, "WriteConcernFailed", "waiting for replication timed out", new BsonDocument());
    }

    private static MongoBulkWriteException bulk(@Nullable WriteConcernError concern, BulkWriteError... errors) {
        return new MongoBulkWriteException(
                BulkWriteResult.unacknowledged(), List.of(errors), concern, SERVER, Set.of());
    }
}
