package dev.polyglotdb.products.transfer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of imports.
 *
 * @param dryRunSpace how much all dry runs of an instance may have in temporary files. By default half of the smallest
 *     {@code /tmp} that a container of ours has; a product with an id of 20 letters takes 74 bytes at most
 */
@ConfigurationProperties("polyglot.products.import")
record ProductImportProperties(@DefaultValue("128MB") DataSize dryRunSpace) {}
