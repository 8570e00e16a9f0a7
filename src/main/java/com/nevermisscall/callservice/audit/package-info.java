/** The audit trail: which user has read or changed which call, conversation or lead, when and from where. */
package com.nevermisscall.callservice.audit;
