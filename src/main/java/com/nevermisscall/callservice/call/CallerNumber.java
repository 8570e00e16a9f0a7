package com.nevermisscall.callservice.call;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A caller as Twilio reports one: E.164, or a word for a withheld number; null is left to {@code @NotNull}. */
@Documented
@Constraint(validatedBy = CallerNumber.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@interface CallerNumber {

    String message() default "must be a phone number in E.164, such as +12125551234, or a word for a withheld one";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks {@link Caller}. */
    final class Validator implements ConstraintValidator<CallerNumber, String> {

        @Override
        public boolean isValid(String from, ConstraintValidatorContext context) {
            return from == null || Caller.isWellFormed(from);
        }
    }
}
