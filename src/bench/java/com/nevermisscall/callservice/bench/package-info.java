/** The benchmark: what the production jar does in a second, beside what PostgreSQL alone would do with the same rows. */
package com.nevermisscall.callservice.bench;
