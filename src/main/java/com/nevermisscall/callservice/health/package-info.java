/** What probes and people ask of the service itself. */
package com.nevermisscall.callservice.health;
