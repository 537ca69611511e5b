-- Custom fields are documents (V5). What stays here is the type that a name got first: it holds for
-- good, also after the document was deleted. The number is the place in which fields came to be.
ALTER TABLE custom_field DROP COLUMN words, DROP COLUMN description;
ALTER TABLE custom_field ADD COLUMN number integer GENERATED ALWAYS AS IDENTITY UNIQUE;

-- Beside owner and investigators, who may see an incident that is restricted.
ALTER TABLE incident ADD COLUMN visible_to text[];
CREATE INDEX incident_restricted ON incident (number) WHERE restricted;
