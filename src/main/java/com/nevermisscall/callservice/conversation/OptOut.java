package com.nevermisscall.callservice.conversation;

import java.time.Instant;

/**
 * The proof that a customer wanted no more texts.
 *
 * @param optedInAt when the customer wanted them again, or null
 */
public record OptOut(OptOutSource source, Instant optedOutAt, Instant optedInAt) {}
