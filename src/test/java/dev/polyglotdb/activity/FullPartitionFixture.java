package dev.polyglotdb.activity;

import dev.polyglotdb.platform.json.FreeForm;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.test.context.TestPropertySource;

/** The activity of the shop with partitions that are full after a few events. */
@TestPropertySource(
        properties = {"polyglot.activity.partition-share=10KB", "polyglot.activity.keyspace=timelines_full"})
abstract class FullPartitionFixture extends TimelineFixture {

    static final int SHARE = 10 << 10;
    static final FreeForm KILOBYTE = FreeForm.of(Map.of("text", "x".repeat(1_000)));

    NewActivity large(Instant at) {
        return new NewActivity(
                "VIEWED", product, KILOBYTE, at, UUID.randomUUID().toString());
    }

    void fill(Instant at) {
        activity.record(
                user,
                IntStream.range(0, 20).mapToObj(n -> large(at.plusMillis(n))).toList());
    }
}
