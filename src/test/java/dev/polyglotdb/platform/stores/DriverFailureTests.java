package dev.polyglotdb.platform.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.TransientException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.orm.jpa.JpaSystemException;

/** Somebody has decided what each failure means that a driver can raise; a driver's next version can't add its own. */
@Tag("fast")
class DriverFailureTests {

    static Stream<Arguments> drivers() {
        return Stream.of(
                drivers("postgres", PSQLException.class, HikariDataSource.class),
                drivers("mongodb", MongoException.class, MongoClient.class),
                drivers("redis", RedisException.class),
                drivers("cassandra", DriverException.class),
                drivers("neo4j", Neo4jException.class),
                drivers(
                        "spring",
                        DataAccessException.class,
                        BadSqlGrammarException.class,
                        JpaSystemException.class,
                        RedisSystemException.class,
                        UncategorizedMongoDbException.class));
    }

    private static Arguments drivers(String table, Class<?>... oneOfEachJar) {
        return Arguments.of(table, oneOfEachJar);
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void everyExceptionOfADriverIsDecided(String table, Class<?>[] oneOfEachJar) throws IOException {
        assertDecided(
                table + "-classes",
                Stream.concat(Failures.thrownBy(oneOfEachJar).stream(), ofTheJdk(table))
                        .map(type -> new Failures.Row(FailureKind.of(Failures.bare(type)), type.getName())));
    }

    /** What the driver of PostgreSQL throws besides its own, by the specification of JDBC. */
    private static Stream<Class<? extends Throwable>> ofTheJdk(String table) {
        return table.equals("postgres")
                ? Stream.of(
                        SQLException.class,
                        BatchUpdateException.class,
                        java.sql.SQLClientInfoException.class,
                        java.sql.SQLDataException.class,
                        java.sql.SQLFeatureNotSupportedException.class,
                        java.sql.SQLIntegrityConstraintViolationException.class,
                        java.sql.SQLInvalidAuthorizationSpecException.class,
                        java.sql.SQLNonTransientConnectionException.class,
                        java.sql.SQLNonTransientException.class,
                        java.sql.SQLRecoverableException.class,
                        java.sql.SQLSyntaxErrorException.class,
                        java.sql.SQLTimeoutException.class,
                        java.sql.SQLTransactionRollbackException.class,
                        java.sql.SQLTransientConnectionException.class,
                        java.sql.SQLTransientException.class,
                        java.sql.SQLWarning.class)
                : Stream.of();
    }

    @Test
    void everySqlStateIsDecided() throws IOException {
        assertCodes("postgres-codes", state -> new SQLException("a message", state));
    }

    @Test
    void everySqlStateOfTheDriverIsToo() throws IOException {
        var states = Stream.of(PSQLState.values())
                .filter(state -> state != PSQLState.UNKNOWN_STATE)
                .map(PSQLState::getState)
                .toList();

        assertThat(Failures.table("postgres-codes"))
                .extracting(Failures.Row::subject)
                .containsAll(states);
    }

    /** Of the numbers that the server sends, all but those of the table are our defects. */
    @Test
    void everyCodeOfMongodbIsDecided() throws IOException {
        assertDecided(
                "mongodb-codes",
                IntStream.concat(IntStream.range(1, 60_000), IntStream.of(91331, 640570, 4938500, 10045600))
                        .mapToObj(code -> new Failures.Row(FailureKind.of(mongo(code)), String.valueOf(code)))
                        .filter(row -> row.kind() != FailureKind.DEFECT));
    }

    private static Throwable mongo(int code) {
        return new MongoCommandException(
                new BsonDocument("ok", new BsonInt32(0)).append("code", new BsonInt32(code)), new ServerAddress());
    }

    @Test
    void everyErrorOfRedisIsDecided() throws IOException {
        assertCodes("redis-codes", word -> new RedisCommandExecutionException(word + " and more"));
    }

    @Test
    void everyStatusOfNeo4jIsDecided() throws IOException {
        assertCodes("neo4j-codes", DriverFailureTests::neo4j);
    }

    private static Neo4jException neo4j(String code) {
        return switch (code.split("\\.")[1]) {
            case "TransientError" -> new TransientException(code, "a message");
            case "DatabaseError" -> new DatabaseException(code, "a message");
            default -> new ClientException(code, "a message");
        };
    }

    private static void assertCodes(String table, Function<String, Throwable> failure) throws IOException {
        assertDecided(
                table,
                Failures.table(table).stream()
                        .map(Failures.Row::subject)
                        .map(code -> new Failures.Row(FailureKind.of(failure.apply(code)), code)));
    }

    private static void assertDecided(String table, Stream<Failures.Row> found) throws IOException {
        assertThat(found.map(Failures.Row::toString).sorted().toList())
                .as("src/test/resources/failures/%s.txt: decide what these mean", table)
                .isNotEmpty()
                .isEqualTo(sorted(Failures.table(table)));
    }

    private static List<String> sorted(List<Failures.Row> rows) {
        return rows.stream().map(Failures.Row::toString).sorted().toList();
    }
}
