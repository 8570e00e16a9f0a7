-- What is stored of one customer is found by tenant and phone, and what refers to a row that is erased by the row's id.
CREATE INDEX calls_of_customer ON calls (tenant_id, customer_phone);
CREATE INDEX calls_of_conversation ON calls (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX calls_of_lead ON calls (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX conversations_of_call ON conversations (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX leads_of_call ON leads (call_id) WHERE call_id IS NOT NULL;
