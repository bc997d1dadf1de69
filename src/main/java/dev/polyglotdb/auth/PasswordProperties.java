package dev.polyglotdb.auth;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are hashed.
 *
 * @param strength the work factor of bcrypt: one more doubles what a login costs, and a guess at a stolen hash. OWASP advises
 *     against less than 10
 */
@Validated
@ConfigurationProperties("polyglot.auth.password")
record PasswordProperties(
        @Min(4) @Max(31) @DefaultValue("10") int strength) {}
