/** What the database itself makes sure of. */
package com.nevermisscall.callservice.schema;
