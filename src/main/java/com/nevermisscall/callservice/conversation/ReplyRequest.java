package com.nevermisscall.callservice.conversation;

import com.nevermisscall.callservice.web.SanitizedText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A human's reply to a customer.
 *
 * @param takeOverFromAI whether the AI falls silent with it; null is true
 */
record ReplyRequest(
        @SanitizedText @NotBlank @Size(max = 1600) String message, Boolean takeOverFromAI) {

    boolean takesOver() {
        return takeOverFromAI == null || takeOverFromAI;
    }

    /** Without the text, which no log may tell. */
    @Override
    public String toString() {
        return "ReplyRequest[takeOverFromAI=" + takeOverFromAI + "]";
    }
}
