package com.nevermisscall.callservice.integration.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.nevermisscall.callservice.integration.Collaborator;
import com.nevermisscall.callservice.integration.CollaboratorAnswer;
import com.nevermisscall.callservice.integration.CollaboratorConnections;
import com.nevermisscall.callservice.integration.CollaboratorHttp;
import com.nevermisscall.callservice.integration.CollaboratorProperties;
import com.nevermisscall.callservice.integration.CollaboratorRequest;
import com.nevermisscall.callservice.integration.CollaboratorUnavailableException;
import com.nevermisscall.callservice.integration.WireObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Sends an SMS through twilio-server, one try at a time: trying again is the durable task's work. */
@Component
public class TwilioClient {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern MESSAGE_SID = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final int MAX_CODE = 64;
    private static final int MAX_MESSAGE = 500;

    private final CollaboratorHttp http;

    @Autowired
    TwilioClient(CollaboratorConnections connections, CollaboratorProperties properties) {
        this(connections.open(Collaborator.TWILIO_SERVER, properties.twilio().url(), LIMIT));
    }

    TwilioClient(CollaboratorHttp http) {
        this.http = http;
    }

    /**
     * Tries once, for at most 5 seconds, on the caller's thread; a failure of the other side is a result, not an
     * exception.
     *
     * @throws IllegalStateException inside a database transaction
     */
    public SmsResult send(Sms sms) {
        CollaboratorRequest request = CollaboratorRequest.to(
                        "/internal/sms/send", new SendBody(sms.to(), sms.from(), sms.body(), sms.tenantId()))
                .withIdempotencyKey(sms.messageId());
        try {
            return resultOf(http.await(http.post(request)));
        } catch (CollaboratorUnavailableException failure) {
            return new SmsResult.Unavailable(failure.retryAfter(), failure.reason());
        }
    }

    /** Does something each time twilio-server takes texts again; on a thread that must not be kept waiting. */
    public void onReturn(Runnable action) {
        http.onReturn(action);
    }

    private static SmsResult resultOf(CollaboratorAnswer answer) {
        if (answer.isSuccess()) {
            return accepted(answer.body());
        }
        return answer.isRefusal() ? refused(answer) : new SmsResult.Unavailable(answer.retryAfter(), answer.reason());
    }

    private static SmsResult accepted(WireObject body) {
        JsonNode flat = body.get("messageSid");
        JsonNode sid = flat.isMissingNode() ? body.object("data").get("messageSid") : flat;
        if (!sid.isValueNode()) {
            // A second try carries the same key, so it is safe where the answer leaves a doubt.
            return new SmsResult.Unavailable(null, "unreadable");
        }
        boolean usable = sid.isTextual() && MESSAGE_SID.matcher(sid.textValue()).matches();
        return new SmsResult.Accepted(usable ? sid.textValue() : null);
    }

    private static SmsResult refused(CollaboratorAnswer answer) {
        WireObject body = answer.body();
        List<WireObject> places = List.of(body, body.object("error"), body.object("data"));
        String code = first(places, place -> place.code("errorCode", MAX_CODE));
        if (code == null) {
            code = first(places, place -> place.code("code", MAX_CODE));
        }
        return new SmsResult.Refused(
                code == null ? "HTTP_" + answer.status() : code,
                first(places, place -> place.text("message", MAX_MESSAGE)));
    }

    private static String first(List<WireObject> places, Function<WireObject, String> reader) {
        return places.stream().map(reader).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private record SendBody(String to, String from, String body, UUID tenantId) {}
}
