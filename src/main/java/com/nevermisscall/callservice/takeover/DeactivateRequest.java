package com.nevermisscall.callservice.takeover;

import com.nevermisscall.callservice.web.SanitizedText;
import jakarta.validation.constraints.Size;

/** Why a human takes over, taken and checked, but not kept. The user is the token's, whatever the body says. */
record DeactivateRequest(@SanitizedText @Size(max = 100) String reason) {}
