package dev.polyglotdb.users;

import dev.polyglotdb.platform.json.Unicode;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Requires a password of 8 to 72 bytes in UTF-8 without NUL: bcrypt would ignore any further bytes, and takes NUL for
 * the end. Half of a surrogate pair has no bytes in UTF-8 and would be hashed as a question mark. At login, anything
 * else is a wrong password, even if its beginning is right.
 */
@Documented
@Constraint(validatedBy = PasswordLength.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface PasswordLength {

    String message() default "must have 8 to 72 bytes, none of them NUL";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<PasswordLength, String> {

        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            if (password == null || Unicode.isWellFormed(password)) {
                return password == null || isPossible(password);
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("must be well-formed Unicode")
                    .addConstraintViolation();
            return false;
        }

        static boolean isPossible(String password) {
            var bytes = password.getBytes(StandardCharsets.UTF_8).length;
            return bytes >= 8 && bytes <= 72 && password.indexOf('\0') < 0 && Unicode.isWellFormed(password);
        }
    }
}
