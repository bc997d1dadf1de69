package dev.polyglotdb.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Another instance may create dropped tables before this one has noticed anything but the driver's word. */
@Tag("fast")
class DroppedTablesTests {

    private static final TimelinePartition<Long> MARKED =
            new TimelinePartition<>(7L, TimeBucket.ofDay(LocalDate.of(2026, 1, 31)));

    private final MarkedPartitions markedPartitions = new MarkedPartitions();
    private final DroppedTables droppedTables = new DroppedTables(
            markedPartitions, new ActivityProperties(Duration.ofDays(90), "shop", null, DataSize.ofMegabytes(2)));

    static Stream<BiConsumer<DroppedTables, String>> changes() {
        return Stream.of(
                (tables, keyspace) -> tables.onKeyspaceDropped(in(keyspace, KeyspaceMetadata.class)),
                (tables, keyspace) -> tables.onKeyspaceCreated(in(keyspace, KeyspaceMetadata.class)),
                (tables, keyspace) -> tables.onTableDropped(in(keyspace, TableMetadata.class)),
                (tables, keyspace) -> tables.onTableCreated(in(keyspace, TableMetadata.class)),
                (tables, keyspace) ->
                        tables.onTableUpdated(in(keyspace, TableMetadata.class), in(keyspace, TableMetadata.class)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void allMarksAreForgottenWithTheTablesOfTheKeyspace(BiConsumer<DroppedTables, String> change) {
        markedPartitions.known().add(MARKED);

        change.accept(droppedTables, "another");
        assertThat(markedPartitions.known().contains(MARKED)).isTrue();

        change.accept(droppedTables, "shop");
        assertThat(markedPartitions.known()).isEmpty();
    }

    /** What the driver tells of a keyspace or a table: which keyspace that is. */
    private static <T> T in(String keyspace, Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (p, m, a) -> CqlIdentifier.fromInternal(keyspace)));
    }
}
