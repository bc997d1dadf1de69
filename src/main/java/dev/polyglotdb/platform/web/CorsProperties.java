package dev.polyglotdb.platform.web;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for cross-origin requests from browsers.
 *
 * @param allowedOrigins the allowed origins, such as {@code https://shop.example.com}, or {@code *} for all; none by
 *     default. If a proxy hides the public address from the application, that address counts as another origin and must
 *     be listed
 */
@Validated
@ConfigurationProperties("polyglot.web.cors")
record CorsProperties(
        @DefaultValue
        List<
                        @Pattern(
                                regexp = "\\*|https?://[^/*\\s]+",
                                message = "must be * or like https://shop.example.com, without a path")
                        String>
                allowedOrigins) {}
