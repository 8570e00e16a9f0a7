/** What the clients of the four collaborating services share: HTTP, circuit breaker, bulkhead, settings. */
package com.nevermisscall.callservice.integration;
