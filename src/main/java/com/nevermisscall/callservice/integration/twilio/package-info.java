/** twilio-server: sends an SMS. */
package com.nevermisscall.callservice.integration.twilio;
