/** What the rooms need to be watched: meters that keep to what was committed, traces that go on in work done later. */
package com.nevermisscall.callservice.telemetry;
