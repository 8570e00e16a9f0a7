/** Typed settings, clock, executors, the database and its development stand-in. */
package com.nevermisscall.callservice.config;
