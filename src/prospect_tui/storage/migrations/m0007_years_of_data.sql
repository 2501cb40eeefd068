-- Years of points, of calls and of rows are counted from indexes alone. Frozen once released.
CREATE INDEX ix_scoring_event_points ON scoring_event (prospect_id, points, created_at);
DROP INDEX ix_scoring_event_prospect_id;  -- the one above begins as it did
CREATE INDEX ix_call_positive ON call (prospect_id, opportunity_id, at) WHERE positive = 1;
CREATE INDEX ix_prospect_created_at ON prospect (created_at);
