package com.nevermisscall.callservice.integration.dispatch;

/**
 * What the AI has answered. Everything but {@code slotProposed} may be null: not said, or said in a way that cannot be
 * read. Confidences are 0–1.
 *
 * @param message           what the customer is to be told, at most 1600 characters; null: nothing, call for a human
 * @param confidence        of the answer as a whole
 * @param intent            the conversation's stage in the AI's own word, or its older intent
 * @param nextAction        what the AI wants done, such as {@code appointment_scheduled}
 * @param jobType           at most 100 characters
 * @param jobConfidence     of the job type
 * @param customerAddress   at most 300 characters
 * @param addressVerified   whether the AI found the address to be a real one
 * @param customerName      at most 120 characters
 * @param urgency           how urgent the job is
 * @param urgencyConfidence of the urgency
 * @param stage             how far the conversation is; null for a word that is not known
 * @param slotProposed      whether a time was proposed
 * @param serviceAreaValid  whether the AI found the address inside the service area
 */
public record AiAnswer(
        String message,
        Double confidence,
        String intent,
        String nextAction,
        String jobType,
        Double jobConfidence,
        String customerAddress,
        Boolean addressVerified,
        String customerName,
        Urgency urgency,
        Double urgencyConfidence,
        Stage stage,
        boolean slotProposed,
        Boolean serviceAreaValid) {

    /** Tells nothing of the customer and no text. */
    @Override
    public String toString() {
        return "AiAnswer[stage=" + stage + ", nextAction=" + nextAction + ", urgency=" + urgency + "]";
    }
}
