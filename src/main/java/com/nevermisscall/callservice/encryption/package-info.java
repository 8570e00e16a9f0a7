/** Personal data at rest: what is sealed before it is stored, with which keys, and how keys come and go. */
package com.nevermisscall.callservice.encryption;
