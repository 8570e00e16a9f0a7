/** The SMS thread with one customer: conversation, messages, replies, delivery, inactivity, opt-out. */
package com.nevermisscall.callservice.conversation;
