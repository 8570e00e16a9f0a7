package com.nevermisscall.callservice.health;

import java.time.Duration;

/**
 * What waits in the whole service at one moment, all replicas together.
 *
 * @param unanswered   active conversations that nobody has taken in hand
 * @param withAi       active conversations that the AI has in hand
 * @param withHuman    active conversations that a human has in hand
 * @param texts        texts that wait for another try
 * @param oldestText   since when the oldest of them was written, zero if there is none
 * @param events       live events that wait to be told
 * @param oldestEvent  age of the oldest of them, zero if there is none
 * @param tasks        durable tasks that are due and that nobody has begun
 * @param oldestTask   how long the oldest of them is due, zero if there is none
 * @param aiTasks      the same of the slow workers
 * @param oldestAiTask the same of the slow workers
 */
record Backlog(
        long unanswered,
        long withAi,
        long withHuman,
        long texts,
        Duration oldestText,
        long events,
        Duration oldestEvent,
        long tasks,
        Duration oldestTask,
        long aiTasks,
        Duration oldestAiTask) {}
