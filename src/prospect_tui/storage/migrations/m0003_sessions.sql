-- Sessions of calls that can be paused, the timers of a call, the script of a campaign; the rows of a
-- score from an index. Frozen once released.

ALTER TABLE call ADD COLUMN dialled_at DATETIME;
ALTER TABLE call ADD COLUMN wrap_up_seconds INTEGER;
ALTER TABLE call_session ADD COLUMN zone VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE call_session ADD COLUMN paused_at DATETIME;
ALTER TABLE call_session ADD COLUMN resumed_at DATETIME;
ALTER TABLE campaign ADD COLUMN script VARCHAR DEFAULT '' NOT NULL;

CREATE INDEX ix_prospect_score ON prospect (score, last_call_at) WHERE state = 'active' and score <> '';
