package dev.polyglotdb.products;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Requires a product id: 1 to 64 letters, digits, dots, underscores and hyphens, except the names used by routes. */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = ProductId.FORM)
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ProductId {

    String FORM = "(?!(?:import|export|\\.|\\.\\.)$)[A-Za-z0-9._-]{1,64}";

    String message() default "must be 1 to 64 letters, digits, dots, underscores or hyphens, and no reserved name";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
