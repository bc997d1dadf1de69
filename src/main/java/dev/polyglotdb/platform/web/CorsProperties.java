package dev.polyglotdb.platform.web;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which pages of other sites may use the API from a browser.
 *
 * @param allowedOrigins such as {@code https://shop.example.com}, or {@code *} for all; none unless set. Where a proxy keeps the
 *     public address from the application, that one counts as another site too
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
