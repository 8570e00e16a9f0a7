/** The hub of NeverMissCall: a missed call becomes a text, a conversation and a lead. */
package com.nevermisscall.callservice;
