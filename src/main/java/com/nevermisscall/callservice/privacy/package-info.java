/** What a customer may ask of a business: a copy of what is stored, and to be forgotten; the latter by time, too. */
package com.nevermisscall.callservice.privacy;
