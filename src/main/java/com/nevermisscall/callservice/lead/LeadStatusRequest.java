package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.web.SanitizedText;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * A move of a lead.
 *
 * @param status         where to
 * @param notes          why; null leaves the notes as they are
 * @param estimatedValue money with at most two decimals; null leaves the value as it is
 */
record LeadStatusRequest(
        @NotNull LeadStatus status,
        @SanitizedText @Size(max = 2000) String notes,

        @DecimalMin("0") @DecimalMax("99999999.99") @Digits(integer = 8, fraction = 2)
        BigDecimal estimatedValue) {}
