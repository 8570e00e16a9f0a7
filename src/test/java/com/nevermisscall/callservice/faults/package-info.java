/**
 * Fault trials: real processes of the production jar on a real PostgreSQL, between collaborators that fail on command,
 * killed, paused and cut off under load; then what was acknowledged is held against what came of it.
 */
package com.nevermisscall.callservice.faults;
