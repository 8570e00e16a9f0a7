/** What all HTTP answers share: envelope, errors, request id, input rules. */
package com.nevermisscall.callservice.web;
