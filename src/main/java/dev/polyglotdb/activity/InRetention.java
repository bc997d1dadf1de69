package dev.polyglotdb.activity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Requires a time within the retention, and at most 5 minutes in the future to allow for clock skew. */
@Documented
@Constraint(validatedBy = InRetention.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface InRetention {

    String message() default "must be inside the retention and at most 5 minutes ahead";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<InRetention, Instant> {

        private static final Duration AHEAD = Duration.ofMinutes(5);

        private final Clock clock;
        private final Duration retention;

        Validator(Clock clock, ActivityProperties activityProperties) {
            this.clock = clock;
            this.retention = activityProperties.retention();
        }

        @Override
        public boolean isValid(@Nullable Instant time, ConstraintValidatorContext context) {
            var now = clock.instant();
            return time == null || (!time.isAfter(now.plus(AHEAD)) && time.isAfter(now.minus(retention)));
        }
    }
}
