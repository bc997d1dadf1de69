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
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

        /**
         * The dotless i of Turkish. Its capital is I, like that of i. Folded by way of its capital it would become an
         * i, which is another address: mail would go to somebody else.
         */
        private static final String DOTLESS_I = "\u0131";

        /**
         * In UTF-16. No form of an address that may be registered is longer: a code point becomes six units at most in
         * NFD, and a domain grows less than fivefold. The work for the text of a hostile client would grow with its
         * square.
         */
        static final int MAX_LENGTH = 2_000;

        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            return address == null || canonical(address).isPresent();
        }

        /**
         * Returns the one form of an address in which it is stored: without case and in NFC, the domain as A-labels.
         *
         * @return empty if the text is no address
         */
        static Optional<String> canonical(String address) {
            return withDomain(address, EmailDomain::canonical)
                    .filter(Validator::hasForm)
                    .map(Validator::folded);
        }

        /**
         * Returns the address in NFC with its domain changed. The result need not be an address. Empty if the text is
         * no address, or has no such domain.
         */
        static Optional<String> withDomain(String address, Function<String, Optional<String>> change) {
            if (!hasForm(address)) {
                return Optional.empty();
            }
            var text = Unicode.composed(address);
            var domain = text.indexOf('@') + 1;
            return change.apply(text.substring(domain)).map(changed -> text.substring(0, domain) + changed);
        }

        private static boolean hasForm(String address) {
            return address.length() <= MAX_LENGTH
                    && FORM.matcher(address).matches()
                    && Unicode.isWellFormed(address)
                    && !Unicode.hasBlanks(address);
        }

        private static String folded(String address) {
            return Arrays.stream(address.split(DOTLESS_I, -1))
                    .map(Unicode::folded)
                    .collect(Collectors.joining(DOTLESS_I));
        }
    }
}
