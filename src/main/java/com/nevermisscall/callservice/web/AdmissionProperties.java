package com.nevermisscall.callservice.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests are taken in at once.
 *
 * @param databaseConnections DB_POOL_SIZE: connections of this replica; requests are given seven tenths of them. Three
 *                            are the least: one slow request must not be all there is, and the workers need one
 * @param queue               REQUEST_QUEUE: requests that may wait for their turn
 * @param queueMillis         REQUEST_QUEUE_MILLIS: how long one of a burst waits at most, before it is refused; others wait
 *                            half as long
 */
@Validated
@ConfigurationProperties("admission")
public record AdmissionProperties(
        @Min(3) @Max(500) int databaseConnections,
        @Min(0) @Max(10_000) int queue,
        @Min(0) @Max(60_000) int queueMillis) {

    private static final int TENTHS_FOR_REQUESTS = 7;

    /** Requests worked on at once, so that none of them ever waits for a connection and workers always find one. */
    int places() {
        return Math.max(1, databaseConnections * TENTHS_FOR_REQUESTS / 10);
    }
}
