/** The invariants of the design, each under attack, mostly by two replicas of the service on one database. */
package com.nevermisscall.callservice.invariant;
