/** as-connection-service: live events, kept in an outbox until they are told. */
package com.nevermisscall.callservice.integration.connection;
