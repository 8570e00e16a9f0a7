/** What every room needs to be counted: meters that keep to what was committed. */
package com.nevermisscall.callservice.telemetry;
