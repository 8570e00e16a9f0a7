/** Durable work: rows written with the change that owes them, done by any replica, again after a failure. */
package com.nevermisscall.callservice.durable;
