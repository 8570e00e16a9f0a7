/** The rules of the house, as code; {@code ArchitectureTest} holds the service to them. */
package com.nevermisscall.callservice.architecture;
