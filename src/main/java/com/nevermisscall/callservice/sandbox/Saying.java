package com.nevermisscall.callservice.sandbox;

import com.nevermisscall.callservice.sandbox.dispatcher.DispatchRequest;
import com.nevermisscall.callservice.sandbox.dispatcher.Dispatcher;
import com.nevermisscall.callservice.web.WireEnum;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What the stand-in for dispatch-bot-ai says. */
enum Saying implements WireEnum {
    /** What its rules make of the conversation. */
    NORMAL(Dispatcher::answer),
    /** Takes everything for an emergency and calls for a person. */
    EMERGENCY(Dispatcher::escalate),
    /** Books an appointment without further questions. */
    BOOKS(Dispatcher::book),
    /** Declines, because the customer lives too far away. */
    OUT_OF_AREA(Dispatcher::decline),
    /** JSON that keeps no contract. */
    NONSENSE((dispatcher, request) ->
            Map.of("next_action", "lorem ipsum", "conversation_stage", List.of(42), "confidence_scores", "very"));

    private final BiFunction<Dispatcher, DispatchRequest, Object> answer;

    Saying(BiFunction<Dispatcher, DispatchRequest, Object> answer) {
        this.answer = answer;
    }

    Object answer(Dispatcher dispatcher, DispatchRequest request) {
        return answer.apply(dispatcher, request);
    }
}
