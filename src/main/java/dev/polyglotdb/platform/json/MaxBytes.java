package dev.polyglotdb.platform.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Limits the size of a {@link FreeForm}, measured as compact JSON in UTF-8. */
@Documented
@Constraint(validatedBy = MaxBytes.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxBytes {

    /** The maximum size in bytes. */
    int value();

    String message() default "must be at most {value} bytes of JSON";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<MaxBytes, FreeForm> {

        private int max;

        @Override
        public void initialize(MaxBytes constraint) {
            max = constraint.value();
        }

        @Override
        public boolean isValid(@Nullable FreeForm value, ConstraintValidatorContext context) {
            return value == null || value.bytes() <= max;
        }
    }
}
