package dev.polyglotdb.activity;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the storage of activity.
 *
 * @param retention how long an event is kept after it happened; a change does not reach events that are there, nor the
 *     compaction of tables that are there
 * @param keyspace the keyspace of the tables; created if it does not exist
 * @param replication the replication options of a keyspace that has to be created, in CQL; by default three copies in
 *     each data centre that has three nodes
 * @param partitionShare how much one process writes to a partition before it continues in a finer one; 50 processes
 *     that each write their share to the same partition bring it to the largest size that a partition should have
 */
@Validated
@ConfigurationProperties("polyglot.activity")
record ActivityProperties(
        @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 3650)
        Duration retention,

        @DefaultValue("polyglot") @Pattern(regexp = "[a-z][a-z0-9_]{0,47}")
        String keyspace,

        @Nullable String replication,

        @DefaultValue("2MB") DataSize partitionShare) {}
