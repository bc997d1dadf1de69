package dev.polyglotdb.products.transfer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an export goes on.
 *
 * @param patience how long an export that has begun waits for MongoDB while that is away or overloaded. By default as
 *     long as an election takes, with its time-outs, and less than a proxy waits for a silent server
 */
@ConfigurationProperties("polyglot.products.export")
record ProductExportProperties(@DefaultValue("15s") Duration patience) {}
