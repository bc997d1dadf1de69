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
import java.net.IDN;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An e-mail address, loosely: something, an at sign, and a domain, without blanks and what can't be seen. */
@Documented
@Constraint(validatedBy = EmailAddress.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface EmailAddress {

    String message() default "must be a well-formed email address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Validator implements ConstraintValidator<EmailAddress, String> {

        private static final Pattern FORM = Pattern.compile("[^\\s@]+@[^\\s@]+");

        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            return address == null || canonical(address).isPresent();
        }

        /**
         * The one form of an address by which accounts are told apart: without case and in NFC, the domain as A-labels.
         *
         * @return nothing if it is no address
         */
        static Optional<String> canonical(String address) {
            return composed(address).map(Unicode::folded);
        }

        /** Returns the address in NFC with its domain as A-labels, in whatever case; nothing if it is no address. */
        static Optional<String> composed(String address) {
            if (!FORM.matcher(address).matches() || !Unicode.isWellFormed(address) || Unicode.hasBlanks(address)) {
                return Optional.empty();
            }
            var text = Normalizer.normalize(address, Normalizer.Form.NFC);
            var at = text.indexOf('@');
            try {
                // A dot at the end of a domain means the root, which is meant without it, too.
                var domain = IDN.toASCII(text.substring(at + 1), IDN.ALLOW_UNASSIGNED)
                        .replaceFirst("\\.$", "");
                if (domain.isEmpty()) {
                    return Optional.empty();
                }
                return Optional.of(text.substring(0, at) + "@" + domain);
            } catch (IllegalArgumentException noDomain) {
                return Optional.empty();
            }
        }
    }
}
