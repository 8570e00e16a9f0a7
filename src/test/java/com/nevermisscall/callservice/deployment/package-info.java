/** What runs the service elsewhere, in {@code docker/}: no engine is needed to see that it names what there is. */
package com.nevermisscall.callservice.deployment;
