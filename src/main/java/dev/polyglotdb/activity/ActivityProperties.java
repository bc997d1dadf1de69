package dev.polyglotdb.activity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How activity is kept.
 *
 * @param retention how long after it happened an event is gone
 * @param keyspace the keyspace of the tables; made when there is none
 * @param replication how a keyspace that has to be made is replicated, in CQL
 */
@Validated
@ConfigurationProperties("polyglot.activity")
record ActivityProperties(
        @DefaultValue("90d") @DurationMin(hours = 1) @DurationMax(days = 3650)
        Duration retention,

        @DefaultValue("polyglot") @Pattern(regexp = "[a-z][a-z0-9_]{0,47}")
        String keyspace,

        @DefaultValue("{'class': 'SimpleStrategy', 'replication_factor': 1}") @NotBlank
        String replication) {}
