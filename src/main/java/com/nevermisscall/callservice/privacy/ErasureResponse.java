package com.nevermisscall.callservice.privacy;

/** How much was erased, and whether the proof of an opt-out is kept. */
record ErasureResponse(int calls, int conversations, int messages, int leads, boolean optOutKept) {}
