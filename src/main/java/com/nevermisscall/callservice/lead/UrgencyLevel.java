package com.nevermisscall.callservice.lead;

import com.nevermisscall.callservice.web.WireEnum;

/** How soon the customer needs somebody. */
public enum UrgencyLevel implements WireEnum {
    LOW,
    NORMAL,
    HIGH,
    EMERGENCY
}
