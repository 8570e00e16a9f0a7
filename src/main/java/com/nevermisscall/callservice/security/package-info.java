/** Who may call what: service key, JWT, tenant scope. */
package com.nevermisscall.callservice.security;
