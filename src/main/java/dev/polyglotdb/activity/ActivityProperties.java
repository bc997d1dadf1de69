package dev.polyglotdb.activity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How activity is kept.
 *
 * @param retention how long after it happened an event is gone
 * @param keyspace the keyspace of the tables; made when there is none
 * @param replication how a keyspace that has to be made is replicated, in CQL
 * @param partitionShare how much one process writes to a partition before it goes on in a finer one; 50 processes that do so in
 *     the same partition make it as large as one should become
 */
@Validated
@ConfigurationProperties("polyglot.activity")
record ActivityProperties(
        @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 3650)
        Duration retention,

        @DefaultValue("polyglot") @Pattern(regexp = "[a-z][a-z0-9_]{0,47}")
        String keyspace,

        @DefaultValue("{'class': 'SimpleStrategy', 'replication_factor': 1}") @NotBlank
        String replication,

        @DefaultValue("2MB") DataSize partitionShare) {}
