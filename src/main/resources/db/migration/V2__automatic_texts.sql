-- Whether the service has texted by itself so often that it waits for a human, who was told; see AutomaticTexts.
ALTER TABLE conversations ADD COLUMN automatic_texts_limited boolean NOT NULL DEFAULT false;
