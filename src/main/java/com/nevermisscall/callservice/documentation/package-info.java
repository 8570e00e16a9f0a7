/** What the service says of its own API, with {@code DEBUG=true}: the OpenAPI document and Swagger UI. */
package com.nevermisscall.callservice.documentation;
