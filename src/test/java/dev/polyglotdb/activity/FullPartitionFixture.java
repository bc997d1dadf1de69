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
        return sized(at, 1_000);
    }

    /** An event that fits into no partition but a part of its minute. */
    NewActivity huge(Instant at) {
        return sized(at, SHARE + 1);
    }

    NewActivity sized(Instant at, int characters) {
        var data = FreeForm.of(Map.of("text", "x".repeat(characters)));
        return new NewActivity("VIEWED", product, data, at, UUID.randomUUID().toString());
    }

    void fill(Instant at) {
        activity.record(
                user,
                IntStream.range(0, 20).mapToObj(n -> large(at.plusMillis(n))).toList());
    }
}
