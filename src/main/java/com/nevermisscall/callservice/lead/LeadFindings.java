package com.nevermisscall.callservice.lead;

/**
 * What the AI has found out about a lead in one turn; null is unknown and changes nothing.
 *
 * @param jobType           the kind of job
 * @param confidence        how sure the AI is of the job, 0–1
 * @param customerName      as the customer gave it
 * @param customerAddress   as the customer gave it
 * @param urgency           how soon somebody is needed
 * @param urgencyScore      how sure the AI is of the urgency, 0–1
 * @param appointmentBooked whether the customer has agreed to an appointment
 * @param outOfArea         whether the AI turned the customer away because of the service area
 */
public record LeadFindings(
        String jobType,
        Double confidence,
        String customerName,
        String customerAddress,
        UrgencyLevel urgency,
        Double urgencyScore,
        boolean appointmentBooked,
        boolean outOfArea) {

    /** The same of a customer who cannot be served, and so has no appointment, whatever the AI has said. */
    public LeadFindings withoutAppointment() {
        return new LeadFindings(
                jobType, confidence, customerName, customerAddress, urgency, urgencyScore, false, outOfArea);
    }
}
