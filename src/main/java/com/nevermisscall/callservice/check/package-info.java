/** What an operator asks before a start: are the settings right, and are the others there. */
package com.nevermisscall.callservice.check;
