/** The sales lead that a missed call becomes. */
package com.nevermisscall.callservice.lead;
