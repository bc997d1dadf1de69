package dev.polyglotdb.auth;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for password hashing.
 *
 * @param strength the work factor of bcrypt; each increment doubles the cost of a login and of a guess at a stolen
 *     hash. OWASP advises against values below 10
 */
@Validated
@ConfigurationProperties("polyglot.auth.password")
record PasswordProperties(
        @Min(4) @Max(31) @DefaultValue("10") int strength) {}
