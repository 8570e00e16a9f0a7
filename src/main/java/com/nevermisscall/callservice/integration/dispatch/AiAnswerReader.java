package com.nevermisscall.callservice.integration.dispatch;

import com.nevermisscall.callservice.integration.WireObject;
import com.nevermisscall.callservice.web.SanitizedText;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;

/** Reads dispatch-bot-ai's two answer shapes; snake_case and camelCase are both spoken. */
final class AiAnswerReader {

    private static final int MAX_MESSAGE = 1600;
    private static final int MAX_WORD = 100;
    private static final int MAX_JOB_TYPE = 100;
    private static final int MAX_ADDRESS = 300;
    private static final int MAX_NAME = 120;

    private AiAnswerReader() {}

    /** Empty when it is neither shape, or says itself that it failed. */
    static Optional<AiAnswer> read(WireObject answer) {
        if (Boolean.FALSE.equals(answer.flag("success"))) {
            return Optional.empty();
        }
        WireObject older = answer.object("aiResponse");
        if (older.isPresent()) {
            return Optional.of(olderShape(older));
        }
        boolean readable = answer.object("nextAction").isPresent()
                || answer.object("extractedInfo").isPresent()
                || answer.get("conversationStage").isTextual();
        return readable ? Optional.of(newerShape(answer)) : Optional.empty();
    }

    private static AiAnswer newerShape(WireObject answer) {
        WireObject action = answer.object("nextAction");
        WireObject info = answer.object("extractedInfo");
        WireObject scores = answer.object("confidenceScores");
        String stage = answer.text("conversationStage", MAX_WORD);
        return new AiAnswer(
                message(action, "messageToCustomer"),
                scores.fraction("overallConfidence"),
                stage,
                action.text("actionType", MAX_WORD),
                info.text("jobType", MAX_JOB_TYPE),
                firstOf(info.fraction("jobConfidence"), scores.fraction("jobTypeConfidence")),
                info.text("customerAddress", MAX_ADDRESS),
                info.flag("addressVerified"),
                info.text("customerName", MAX_NAME),
                word(Urgency.class, info.text("urgencyLevel", MAX_WORD)),
                firstOf(info.fraction("urgencyConfidence"), scores.fraction("urgencyConfidence")),
                word(Stage.class, stage),
                answer.object("proposedSlot").isPresent(),
                answer.object("validation").flag("serviceAreaValid"));
    }

    /** The older shape has one confidence, for the job as for the rest. */
    private static AiAnswer olderShape(WireObject answer) {
        WireObject info = answer.object("extractedInfo");
        return new AiAnswer(
                message(answer, "message"),
                answer.fraction("confidence"),
                answer.text("intent", MAX_WORD),
                answer.text("nextAction", MAX_WORD),
                info.text("jobType", MAX_JOB_TYPE),
                answer.fraction("confidence"),
                info.text("customerAddress", MAX_ADDRESS),
                null,
                null,
                word(Urgency.class, info.text("urgency", MAX_WORD)),
                null,
                null,
                false,
                null);
    }

    private static String message(WireObject place, String field) {
        if (!place.get(field).isTextual()) {
            return null;
        }
        String text =
                SanitizedText.Deserializer.clean(place.get(field).textValue()).strip();
        return text.isEmpty() ? null : cutAtWord(text);
    }

    private static String cutAtWord(String text) {
        if (text.length() <= MAX_MESSAGE) {
            return text;
        }
        int end = lastBreak(BreakIterator.getLineInstance(Locale.ROOT), text);
        // A text without a place to break, such as one long link, is cut between two characters.
        return text.substring(0, end > 0 ? end : lastBreak(BreakIterator.getCharacterInstance(Locale.ROOT), text))
                .stripTrailing();
    }

    private static int lastBreak(BreakIterator breaks, String text) {
        breaks.setText(text);
        return breaks.isBoundary(MAX_MESSAGE) ? MAX_MESSAGE : breaks.preceding(MAX_MESSAGE);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String text) {
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        return null;
    }

    private static Double firstOf(Double first, Double second) {
        return first == null ? second : first;
    }
}
