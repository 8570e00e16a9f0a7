package com.nevermisscall.callservice.privacy;

import com.nevermisscall.callservice.web.PhoneNumber;
import jakarta.validation.constraints.NotNull;

/** Whose data. */
record CustomerRequest(@NotNull @PhoneNumber String customerPhone) {}
