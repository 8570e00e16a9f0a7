/** A phone call: incoming, missed, shown. */
package com.nevermisscall.callservice.call;
