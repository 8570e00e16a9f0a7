package com.nevermisscall.callservice.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A phone number in E.164, such as {@code +12125551234}; null is left to {@code @NotNull}. */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = PhoneNumber.E164)
@ReportAsSingleViolation
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface PhoneNumber {

    /** The contract's form of a phone number. */
    String E164 = "\\+[1-9]\\d{1,14}";

    String message() default "must be a phone number in E.164, such as +12125551234";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
