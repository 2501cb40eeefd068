-- Kinds of next actions and standard plans, quotes with versions and a catalogue, activities that
-- are exchanged with other calendars, points with their reasons. Frozen once released.

CREATE TABLE action_type ( id INTEGER NOT NULL, code VARCHAR DEFAULT '' NOT NULL, label VARCHAR DEFAULT '' NOT
  NULL, kind VARCHAR DEFAULT '' NOT NULL, position INTEGER DEFAULT '0' NOT NULL, retired_at DATETIME, PRIMARY
  KEY (id), UNIQUE (code) );
INSERT INTO action_type (code, kind, position) VALUES
  ('call', 'call', 0), ('mail', 'mail', 1), ('meeting', 'meeting', 2), ('task', 'task', 3), ('quote', 'quote', 4);

CREATE TABLE plan_step ( id INTEGER NOT NULL, stage_id INTEGER NOT NULL, position INTEGER DEFAULT '0' NOT NULL,
  action_type VARCHAR DEFAULT '' NOT NULL, label VARCHAR DEFAULT '' NOT NULL, after_days INTEGER DEFAULT '0' NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(stage_id) REFERENCES stage (id) ON DELETE CASCADE );
CREATE INDEX ix_plan_step_stage_id ON plan_step (stage_id);

ALTER TABLE opportunity ADD COLUMN next_type VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE opportunity ADD COLUMN plan_position INTEGER;
ALTER TABLE opportunity ADD COLUMN copied_from_id INTEGER REFERENCES opportunity (id);
CREATE INDEX ix_opportunity_copied_from_id ON opportunity (copied_from_id);
ALTER TABLE opportunity ADD COLUMN renewal_months INTEGER DEFAULT '0' NOT NULL;

CREATE TABLE catalogue_item ( id INTEGER NOT NULL, code VARCHAR DEFAULT '' NOT NULL, label VARCHAR DEFAULT ''
  NOT NULL, detail VARCHAR DEFAULT '' NOT NULL, unit VARCHAR DEFAULT '' NOT NULL, unit_price_cents INTEGER
  DEFAULT '0' NOT NULL, vat_bp INTEGER DEFAULT '2000' NOT NULL, position INTEGER DEFAULT '0' NOT NULL,
  retired_at DATETIME, PRIMARY KEY (id) );

ALTER TABLE quote ADD COLUMN subject VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE quote ADD COLUMN is_current BOOLEAN DEFAULT '0' NOT NULL;
ALTER TABLE quote ADD COLUMN replaces_id INTEGER REFERENCES quote (id);
CREATE INDEX ix_quote_replaces_id ON quote (replaces_id);
ALTER TABLE quote ADD COLUMN discount_bp INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE quote ADD COLUMN net_cents INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE quote ADD COLUMN recipient VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE quote ADD COLUMN sender VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE quote ADD COLUMN sent_at DATETIME;
ALTER TABLE quote ADD COLUMN decided_at DATETIME;
ALTER TABLE quote_line ADD COLUMN detail VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE quote_line ADD COLUMN is_optional BOOLEAN DEFAULT '0' NOT NULL;

ALTER TABLE activity ADD COLUMN description VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE activity ADD COLUMN sequence INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE activity ADD COLUMN updated_at DATETIME;
ALTER TABLE activity ADD COLUMN series VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE activity ADD COLUMN calendar VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE activity ADD COLUMN foreign_text VARCHAR DEFAULT '' NOT NULL;

CREATE TABLE calendar_link ( uid VARCHAR DEFAULT '' NOT NULL, href VARCHAR DEFAULT '' NOT NULL, etag VARCHAR
  DEFAULT '' NOT NULL, digest VARCHAR DEFAULT '' NOT NULL, synced_at DATETIME, PRIMARY KEY (uid) );

ALTER TABLE scoring_rule ADD COLUMN position INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE scoring_rule ADD COLUMN retired_at DATETIME;
ALTER TABLE scoring_event ADD COLUMN detail VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE scoring_event ADD COLUMN created_at DATETIME;
UPDATE scoring_rule SET position = id;

ALTER TABLE contact ADD COLUMN ambassador_on DATE;
