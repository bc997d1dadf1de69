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
import java.util.Map;

/** Marks a body that validates rules that involve several of its values. */
@Documented
@Constraint(validatedBy = SelfChecked.Validator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface SelfChecked {

    String message() default "is invalid";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** A body that validates itself. */
    interface Body {

        /**
         * Returns a message for each invalid property, by its path such as {@code items[0].productId}. Violations of
         * constraints on single values are reported separately, but this method must tolerate such values.
         */
        Map<String, String> problems();
    }

    class Validator implements ConstraintValidator<SelfChecked, Body> {

        @Override
        public boolean isValid(Body body, ConstraintValidatorContext context) {
            var problems = body.problems();
            context.disableDefaultConstraintViolation();
            problems.forEach((path, detail) -> context.buildConstraintViolationWithTemplate(detail)
                    .addPropertyNode(path)
                    .addConstraintViolation());
            return problems.isEmpty();
        }
    }
}
