/** A small dispatcher that answers by rules, in place of dispatch-bot-ai: what is wrong, where, when, agreed. */
package com.nevermisscall.callservice.sandbox.dispatcher;
