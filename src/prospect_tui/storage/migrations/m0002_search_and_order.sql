-- Numbers found by their middle; the order by company and by next date, and the count of files, from
-- indexes alone. Frozen once released.

CREATE INDEX ix_prospect_by_name ON prospect (file_id, sort_key, position) WHERE company_name <> '';
CREATE INDEX ix_prospect_unnamed ON prospect (file_id, position) WHERE company_name = '';
CREATE INDEX ix_prospect_by_next ON prospect (file_id, next_day, next_at, position) WHERE next_day is not null;
CREATE INDEX ix_prospect_closed ON prospect (file_id, state) WHERE state <> 'active';

-- The numbers stand at the end of the text. Where something else than figures ended it (a VAT number
-- that is not French, or a word in the place of a number), they are written there once more.
UPDATE prospect_search SET body = body || ' ' || (
    SELECT trim(coalesce((SELECT group_concat(substr(e164, 2), ' ') FROM phone_line
      WHERE phone_line.prospect_id = prospect.id), '') || ' ' || siren || ' ' || siret)
    FROM prospect WHERE prospect.id = prospect_search.prospect_id)
  WHERE prospect_id IN (SELECT id FROM prospect
    WHERE replace(siren || siret || ltrim(vat_number, 'FR'), ' ', '') GLOB '*[^0-9]*');

ALTER TABLE prospect_search ADD COLUMN digits VARCHAR
  GENERATED ALWAYS AS (substr(body, length(rtrim(body, '9876543210 FR')) + 1)) VIRTUAL;
CREATE VIRTUAL TABLE prospect_fts_numbers USING fts5 (digits, content='prospect_search',
  content_rowid='prospect_id', tokenize='trigram', detail=none, columnsize=0);
INSERT INTO prospect_fts_numbers (prospect_fts_numbers) VALUES ('rebuild');
CREATE TRIGGER prospect_numbers_added AFTER INSERT ON prospect_search BEGIN
  INSERT INTO prospect_fts_numbers (rowid, digits) VALUES (new.prospect_id, new.digits);
END;
CREATE TRIGGER prospect_numbers_removed AFTER DELETE ON prospect_search BEGIN
  INSERT INTO prospect_fts_numbers (prospect_fts_numbers, rowid, digits)
    VALUES ('delete', old.prospect_id, old.digits);
END;
CREATE TRIGGER prospect_numbers_changed AFTER UPDATE ON prospect_search WHEN old.digits <> new.digits BEGIN
  INSERT INTO prospect_fts_numbers (prospect_fts_numbers, rowid, digits)
    VALUES ('delete', old.prospect_id, old.digits);
  INSERT INTO prospect_fts_numbers (rowid, digits) VALUES (new.prospect_id, new.digits);
END;
