package com.nevermisscall.callservice.faults;

/** Trials of one lane run one after the other on one cluster; in full scale the lanes run side by side. */
enum Lane {
    /** The service itself is killed, paused, raced, or robbed of its database. */
    DEATH,
    /** The collaborators are bad, and then the load. */
    WEATHER,
    /** What takes its time and measures none. */
    PATIENCE
}
