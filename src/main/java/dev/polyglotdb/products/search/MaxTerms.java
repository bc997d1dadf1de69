package dev.polyglotdb.products.search;

import dev.polyglotdb.platform.json.FreeForm;
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

/** Limits the filterable values of attributes, which are their {@link Terms}. */
@Documented
@Constraint(validatedBy = MaxTerms.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxTerms {

    /** The maximum number of values. */
    int value();

    /**
     * The size in bytes up to which values are counted. Counting takes long for more, which another limit refuses
     * anyway.
     */
    int upTo();

    String message() default "must have at most {value} filterable values";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<MaxTerms, FreeForm> {

        private int max;
        private int counted;

        @Override
        public void initialize(MaxTerms constraint) {
            max = constraint.value();
            counted = constraint.upTo();
        }

        @Override
        public boolean isValid(@Nullable FreeForm value, ConstraintValidatorContext context) {
            return value == null || value.bytes() > counted || Terms.of(value).size() <= max;
        }
    }
}
