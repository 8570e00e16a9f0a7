package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.web.ApiException;
import com.nevermisscall.callservice.web.ErrorCode;
import java.util.Map;

/** A move that the lifecycle of a lead forbids; tells which moves it allows. */
class InvalidLeadMoveException extends ApiException {

    private static final long serialVersionUID = 1L;

    InvalidLeadMoveException(LeadStatus from, LeadStatus to) {
        super(
                ErrorCode.INVALID_STATUS_TRANSITION,
                "A lead that is %s cannot become %s".formatted(from.wireName(), to.wireName()),
                Map.of("from", from, "to", to, "allowed", from.next()));
    }
}
