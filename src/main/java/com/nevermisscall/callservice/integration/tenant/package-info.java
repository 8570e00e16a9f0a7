/** ts-tenant-service: business profile and service area. */
package com.nevermisscall.callservice.integration.tenant;
