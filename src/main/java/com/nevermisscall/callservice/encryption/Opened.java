package com.nevermisscall.callservice.encryption;

import java.util.UUID;

/** What was in a seal, and whose it is. */
record Opened(UUID tenantId, String text) {}
