package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.TransactionSystemException;
import reactor.core.Exceptions;

/** What a failure means, however it is wrapped. {@link DriverFailureTests} has all classes and codes. */
@Tag("fast")
class FailureKindTests {

    static Stream<Throwable> thoseOfAnAbsentStore() {
        return Stream.of(
                new IOException("reset"),
                new ConnectException("refused"),
                new SocketTimeoutException("silent"),
                new TimeoutException("late"),
                new SQLTransientConnectionException("pool"),
                new JpaSystemException(
                        new TransactionException("Unable to rollback", new SQLException("Connection is closed"))),
                new DataAccessResourceFailureException("away"),
                new QueryTimeoutException("late"),
                new DriverTimeoutException("late"),
                new ServiceUnavailableException("away"),
                new SessionExpiredException("moved"),
                new TransientException("Neo.TransientError.General.DatabaseUnavailable", "away"),
                new RedisException("Connection closed"),
                new RedisSystemException("Unknown redis exception", new CancellationException()),
                Exceptions.multiple(
                        new QueryTimeoutException("late", new RedisCommandTimeoutException("PTTL")),
                        new QueryTimeoutException("late", new RedisCommandTimeoutException("GET"))),
                new IllegalStateException(
                        Exceptions.multiple(new IllegalStateException("stopped"), new RedisException("closed"))),
                new MongoNotPrimaryException(MongoExamples.answer(10107, "NotWritablePrimary"), MongoExamples.SERVER),
                new MongoNotPrimaryException(
                        MongoExamples.answer(13435, "NotPrimaryNoSecondaryOk"), MongoExamples.SERVER),
                new MongoNodeIsRecoveringException(
                        MongoExamples.answer(189, "PrimarySteppedDown"), MongoExamples.SERVER),
                new MongoNodeIsRecoveringException(
                        MongoExamples.answer(91, "ShutdownInProgress"), MongoExamples.SERVER),
                new MongoCommandException(MongoExamples.answer(11600, "InterruptedAtShutdown"), MongoExamples.SERVER),
                new MongoCommandException(
                        MongoExamples.answer(11602, "InterruptedDueToReplStateChange"), MongoExamples.SERVER),
                new MongoOperationTimeoutException("late"),
                new MongoWriteConcernException(MongoExamples.unacknowledged(), null, MongoExamples.SERVER, Set.of()),
                new MongoWriteException(
                        new WriteError(189, "stepped down", new BsonDocument()),
                        MongoExamples.SERVER,
                        Set.<String>of()),
                MongoExamples.bulk(null, new BulkWriteError(11602, "interrupted", new BsonDocument(), 0)),
                MongoExamples.bulk(MongoExamples.unacknowledged()));
    }

    @ParameterizedTest
    @MethodSource("thoseOfAnAbsentStore")
    void anAbsentStoreIsAway(Throwable failure) {
        assertKind(FailureKind.AWAY, failure);
    }

    static Stream<Throwable> thoseOfAStoreWithTooMuchToDo() {
        return Stream.of(
                new SQLException("canceling statement due to statement timeout", "57014"),
                new SQLException("sorry, too many clients already", "53300"),
                new RedisCommandExecutionException("BUSY Redis is busy running a script."),
                new RedisCommandExecutionException("ERR max number of clients reached"),
                new RedisException("Request queue size exceeded: 10000. Commands are not accepted."),
                new MongoExecutionTimeoutException(50, "operation exceeded time limit"),
                new MongoOperationTimeoutException("late", new MongoExecutionTimeoutException(50, "late")),
                MongoExamples.labelled(new MongoException(999, "busy"), "SystemOverloadedError"),
                new ClientException("Neo.ClientError.Transaction.TransactionTimedOut", "late"),
                new ClientException("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", "late"),
                new ClientException("Neo.ClientError.Transaction.Terminated", "late"),
                new TransientException("Neo.TransientError.General.OfAnotherVersion", "later"));
    }

    @ParameterizedTest
    @MethodSource("thoseOfAStoreWithTooMuchToDo")
    void aStoreThatSaysSoIsOverloaded(Throwable failure) {
        assertKind(FailureKind.OVERLOADED, failure);
    }

    static Stream<Throwable> thoseOfContention() {
        return Stream.of(
                new SQLException("deadlock detected", "40P01"),
                new SQLException("could not serialize access", "40001"),
                new SQLException("could not obtain lock", "55P03"),
                new MongoCommandException(MongoExamples.answer(112, "WriteConflict"), MongoExamples.SERVER),
                MongoExamples.labelled(
                        new MongoException(999, "again"), MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL),
                MongoExamples.bulk(null, new BulkWriteError(112, "conflict", new BsonDocument(), 0)),
                new RedisCommandExecutionException("TRYAGAIN Multiple keys request during rehashing of slot"),
                new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "deadlock"));
    }

    @ParameterizedTest
    @MethodSource("thoseOfContention")
    void whoeverWasSlowerHasAConflict(Throwable failure) {
        assertKind(FailureKind.CONFLICT, failure);
    }

    static Stream<Throwable> defects() {
        return Stream.of(
                new IllegalStateException("bug"),
                Exceptions.multiple(new IllegalStateException("bug"), new NullPointerException()),
                new NullPointerException(),
                new SQLException("no state"),
                new SQLException("duplicate", "23505"),
                new SQLException("of another version", "ZZ123"),
                new RedisCommandExecutionException("ERR unknown command 'FOO'"),
                new RedisCommandExecutionException("NEWWORD of another version"),
                new RedisCommandExecutionException(""),
                new IllegalStateException("OOM command not allowed"),
                new ClientException("Neo.ClientError.Statement.SyntaxError", "typo"),
                new ClientException("Neo.ClientError.Of.AnotherVersion", "new"),
                new MongoCommandException(MongoExamples.answer(2, "BadValue"), MongoExamples.SERVER),
                new MongoCommandException(MongoExamples.answer(13, "Unauthorized"), MongoExamples.SERVER),
                new MongoWriteException(
                        new WriteError(121, "validation", new BsonDocument()), MongoExamples.SERVER, Set.of()),
                MongoExamples.bulk(null, new BulkWriteError(11000, "duplicate", new BsonDocument(), 0)));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void everythingElseIsADefect(Throwable failure) {
        assertKind(FailureKind.DEFECT, failure);
        assertThat(FailureKind.of(new DataIntegrityViolationException("translated", failure)))
                .isEqualTo(FailureKind.DEFECT);
    }

    @Test
    void whatTheStoreSaysCountsMoreThanWhatSpringMakesOfIt() {
        assertThat(FailureKind.of(new QueryTimeoutException("late", new SQLException("cancelled", "57014"))))
                .isEqualTo(FailureKind.OVERLOADED);
        assertThat(FailureKind.of(new TransactionSystemException("commit", new SQLException("deadlock", "40P01"))))
                .isEqualTo(FailureKind.CONFLICT);
        assertThat(FailureKind.of(new SQLTransientConnectionException("pool", new SQLException("full", "53300"))))
                .isEqualTo(FailureKind.OVERLOADED);
        assertThat(FailureKind.of(new RedisSystemException("unknown", new RedisException("Connection closed"))))
                .isEqualTo(FailureKind.AWAY);
    }

    private static void assertKind(FailureKind kind, Throwable failure) {
        assertThat(FailureKind.of(failure)).isEqualTo(kind);
        assertThat(FailureKind.of(new CompletionException(failure))).isEqualTo(kind);
        assertThat(FailureKind.of(new IllegalStateException(new RuntimeException(failure))))
                .isEqualTo(kind);
        assertThat(FailureKind.of(new UncategorizedMongoDbException("translated", failure)))
                .isEqualTo(kind);
    }
}
