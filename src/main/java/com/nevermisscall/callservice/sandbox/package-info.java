/** Development only: stand-ins for the collaborators and the phone page. */
package com.nevermisscall.callservice.sandbox;
