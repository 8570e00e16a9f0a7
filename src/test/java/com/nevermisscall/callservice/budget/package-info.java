/** What a request may cost the database: statements, transactions, and no scan of a large table. */
package com.nevermisscall.callservice.budget;
