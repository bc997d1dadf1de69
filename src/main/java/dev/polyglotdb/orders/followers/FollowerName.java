package dev.polyglotdb.orders.followers;

import dev.polyglotdb.orders.OrderFollower;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requires the name of an existing follower. Null is valid. */
@Documented
@Constraint(validatedBy = FollowerName.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface FollowerName {

    String message() default "is not the name of a follower";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<FollowerName, String> {

        private final List<String> names;

        Validator(List<OrderFollower> allFollowers) {
            this.names = allFollowers.stream().map(OrderFollower::name).sorted().toList();
        }

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("must be one of " + names)
                    .addConstraintViolation();
            return name == null || names.contains(name);
        }
    }
}
