package com.nevermisscall.callservice.call;

/** The contract puts a call under {@code data.call}. */
record CallData<T>(T call) {}
