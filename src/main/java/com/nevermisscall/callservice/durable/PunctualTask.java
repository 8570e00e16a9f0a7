package com.nevermisscall.callservice.durable;

import java.util.function.IntSupplier;

/**
 * Says of a task that it must be punctual though many may fall due at once; as a bean it is known to the workers.
 *
 * @param name   the task's
 * @param others what a worker does that was late for one, after it: takes some of the others that are due, together, and
 *               says how many there were. Where it fails that one is run again too, to no effect
 */
public record PunctualTask(String name, IntSupplier others) {}
