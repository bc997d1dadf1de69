package dev.polyglotdb.auth;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits for failed logins and for registrations. An address is an IPv4 address or an IPv6 network of 64 bits.
 *
 * @param accountFailures the maximum of failed logins for one e-mail address, whether or not it has an account
 * @param addressFailures the maximum of failed logins from one network address
 * @param addressRegistrations the maximum of registrations from one network address
 * @param window how long failures and registrations count, from the first of them
 */
@Validated
@ConfigurationProperties("polyglot.auth.throttle")
record ThrottleProperties(
        @Min(1) @DefaultValue("10") int accountFailures,
        @Min(1) @DefaultValue("50") int addressFailures,
        @Min(1) @DefaultValue("2000") int addressRegistrations,
        @DefaultValue("15m") Duration window) {}
