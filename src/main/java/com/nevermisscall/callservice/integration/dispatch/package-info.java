/** dispatch-bot-ai: what to answer to a customer. */
package com.nevermisscall.callservice.integration.dispatch;
