-- The first schema. Frozen: a later change is a later step, never an edit here.

CREATE TABLE bundle ( id INTEGER NOT NULL, code VARCHAR DEFAULT '' NOT NULL, params VARCHAR DEFAULT '' NOT
  NULL, at DATETIME NOT NULL, zone VARCHAR DEFAULT '' NOT NULL, undone_at DATETIME, discarded BOOLEAN DEFAULT
  '0' NOT NULL, PRIMARY KEY (id) );

CREATE TABLE call_result ( id INTEGER NOT NULL, code VARCHAR DEFAULT '' NOT NULL, label VARCHAR DEFAULT '' NOT
  NULL, definition VARCHAR DEFAULT '' NOT NULL, "key" VARCHAR DEFAULT '' NOT NULL, position INTEGER DEFAULT
  '0' NOT NULL, valid_number BOOLEAN DEFAULT '1' NOT NULL, answered BOOLEAN DEFAULT '0' NOT NULL,
  decision_maker BOOLEAN DEFAULT '0' NOT NULL, argued BOOLEAN DEFAULT '0' NOT NULL, positive BOOLEAN DEFAULT
  '0' NOT NULL, final BOOLEAN DEFAULT '0' NOT NULL, delay VARCHAR DEFAULT '' NOT NULL, attempts VARCHAR
  DEFAULT '' NOT NULL, score VARCHAR DEFAULT '' NOT NULL, "row" VARCHAR DEFAULT '' NOT NULL, conversion
  VARCHAR DEFAULT '' NOT NULL, plans VARCHAR DEFAULT '' NOT NULL, required VARCHAR DEFAULT '' NOT NULL, asked
  VARCHAR DEFAULT '' NOT NULL, promised BOOLEAN DEFAULT '0' NOT NULL, marks_number_bad BOOLEAN DEFAULT '0' NOT
  NULL, retired_at DATETIME, PRIMARY KEY (id), UNIQUE (code) );

CREATE TABLE call_session ( id INTEGER NOT NULL, started_at DATETIME NOT NULL, ended_at DATETIME,
  paused_seconds INTEGER DEFAULT '0' NOT NULL, goal_calls INTEGER DEFAULT '0' NOT NULL, goal_meetings INTEGER
  DEFAULT '0' NOT NULL, PRIMARY KEY (id) );

CREATE TABLE company ( id INTEGER NOT NULL, name VARCHAR DEFAULT '' NOT NULL, trade_name VARCHAR DEFAULT ''
  NOT NULL, siren VARCHAR DEFAULT '' NOT NULL, siret VARCHAR DEFAULT '' NOT NULL, vat_number VARCHAR DEFAULT
  '' NOT NULL, rcs VARCHAR DEFAULT '' NOT NULL, naf VARCHAR DEFAULT '' NOT NULL, naf_2025 VARCHAR DEFAULT ''
  NOT NULL, activity VARCHAR DEFAULT '' NOT NULL, legal_form VARCHAR DEFAULT '' NOT NULL, website VARCHAR
  DEFAULT '' NOT NULL, phone VARCHAR DEFAULT '' NOT NULL, email VARCHAR DEFAULT '' NOT NULL, address VARCHAR
  DEFAULT '' NOT NULL, address_extra VARCHAR DEFAULT '' NOT NULL, postcode VARCHAR DEFAULT '' NOT NULL, city
  VARCHAR DEFAULT '' NOT NULL, country VARCHAR DEFAULT '' NOT NULL, turnover_cents INTEGER, turnover_year
  INTEGER, headcount VARCHAR DEFAULT '' NOT NULL, kind VARCHAR DEFAULT '' NOT NULL, competitor VARCHAR DEFAULT
  '' NOT NULL, founded_on VARCHAR DEFAULT '' NOT NULL, notes VARCHAR DEFAULT '' NOT NULL, created_at DATETIME
  NOT NULL, updated_at DATETIME NOT NULL, PRIMARY KEY (id) );
CREATE INDEX ix_company_name ON company (name);
CREATE INDEX ix_company_siren ON company (siren);
CREATE INDEX ix_company_siret ON company (siret);

CREATE TABLE funnel_count ( id INTEGER NOT NULL, on_day DATE NOT NULL, step VARCHAR DEFAULT '' NOT NULL,
  volume INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (id) );

CREATE TABLE opposition ( id INTEGER NOT NULL, digest VARCHAR DEFAULT '' NOT NULL, channel VARCHAR DEFAULT ''
  NOT NULL, said VARCHAR DEFAULT '' NOT NULL, recorded_at DATETIME NOT NULL, PRIMARY KEY (id), UNIQUE (digest)
  );

CREATE TABLE pipeline ( id INTEGER NOT NULL, name VARCHAR DEFAULT '' NOT NULL, position INTEGER DEFAULT '0'
  NOT NULL, archived_at DATETIME, PRIMARY KEY (id) );

CREATE TABLE prospect_result ( id INTEGER NOT NULL, code VARCHAR DEFAULT '' NOT NULL, label VARCHAR DEFAULT ''
  NOT NULL, definition VARCHAR DEFAULT '' NOT NULL, "key" VARCHAR DEFAULT '' NOT NULL, position INTEGER
  DEFAULT '0' NOT NULL, priority INTEGER DEFAULT '0' NOT NULL, tone VARCHAR DEFAULT '' NOT NULL, needs_reason
  BOOLEAN DEFAULT '0' NOT NULL, retired_at DATETIME, PRIMARY KEY (id), UNIQUE (code) );

CREATE TABLE scoring_rule ( id INTEGER NOT NULL, code VARCHAR DEFAULT '' NOT NULL, label VARCHAR DEFAULT ''
  NOT NULL, points INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (id), UNIQUE (code) );

CREATE TABLE setting ( name VARCHAR DEFAULT '' NOT NULL, value VARCHAR DEFAULT '' NOT NULL, PRIMARY KEY (name)
  );

CREATE TABLE source ( id INTEGER NOT NULL, name VARCHAR DEFAULT '' NOT NULL, details VARCHAR DEFAULT '' NOT
  NULL, PRIMARY KEY (id), UNIQUE (name) );

CREATE TABLE tag ( id INTEGER NOT NULL, name VARCHAR DEFAULT '' NOT NULL, color VARCHAR DEFAULT '' NOT NULL,
  PRIMARY KEY (id), UNIQUE (name) );

CREATE TABLE campaign ( id INTEGER NOT NULL, name VARCHAR DEFAULT '' NOT NULL, source_id INTEGER, started_on
  DATE, ended_on DATE, cost_cents INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (id), UNIQUE (name), FOREIGN
  KEY(source_id) REFERENCES source (id) );
CREATE INDEX ix_campaign_source_id ON campaign (source_id);

CREATE TABLE change ( id INTEGER NOT NULL, bundle_id INTEGER NOT NULL, table_name VARCHAR DEFAULT '' NOT NULL,
  row_id INTEGER DEFAULT '0' NOT NULL, "before" VARCHAR, "after" VARCHAR, PRIMARY KEY (id), FOREIGN
  KEY(bundle_id) REFERENCES bundle (id) ON DELETE CASCADE );
CREATE INDEX ix_change_bundle_id ON change (bundle_id);
CREATE INDEX ix_change_row ON change (table_name, row_id);

CREATE TABLE client_folder ( id INTEGER NOT NULL, name VARCHAR DEFAULT '' NOT NULL, company_id INTEGER, notes
  VARCHAR DEFAULT '' NOT NULL, created_at DATETIME NOT NULL, PRIMARY KEY (id), FOREIGN KEY(company_id)
  REFERENCES company (id) );
CREATE INDEX ix_client_folder_company_id ON client_folder (company_id);

CREATE TABLE contact ( id INTEGER NOT NULL, company_id INTEGER, civility VARCHAR DEFAULT '' NOT NULL,
  first_name VARCHAR DEFAULT '' NOT NULL, last_name VARCHAR DEFAULT '' NOT NULL, job_title VARCHAR DEFAULT ''
  NOT NULL, email VARCHAR DEFAULT '' NOT NULL, other_email VARCHAR DEFAULT '' NOT NULL, generic_email VARCHAR
  DEFAULT '' NOT NULL, phone VARCHAR DEFAULT '' NOT NULL, mobile VARCHAR DEFAULT '' NOT NULL, direct_line
  VARCHAR DEFAULT '' NOT NULL, other_phone VARCHAR DEFAULT '' NOT NULL, address VARCHAR DEFAULT '' NOT NULL,
  postcode VARCHAR DEFAULT '' NOT NULL, city VARCHAR DEFAULT '' NOT NULL, linkedin VARCHAR DEFAULT '' NOT
  NULL, other_profile VARCHAR DEFAULT '' NOT NULL, kind VARCHAR DEFAULT '' NOT NULL, role VARCHAR DEFAULT ''
  NOT NULL, email_permission VARCHAR DEFAULT '' NOT NULL, sms_permission VARCHAR DEFAULT '' NOT NULL,
  checked_on DATE, opposed BOOLEAN DEFAULT '0' NOT NULL, position INTEGER DEFAULT '0' NOT NULL, notes VARCHAR
  DEFAULT '' NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, PRIMARY KEY (id), FOREIGN
  KEY(company_id) REFERENCES company (id) );
CREATE INDEX ix_contact_company_id ON contact (company_id);
CREATE INDEX ix_contact_email ON contact (email);
CREATE INDEX ix_contact_last_name ON contact (last_name);

CREATE TABLE stage ( id INTEGER NOT NULL, pipeline_id INTEGER NOT NULL, code VARCHAR DEFAULT '' NOT NULL, name
  VARCHAR DEFAULT '' NOT NULL, position INTEGER DEFAULT '0' NOT NULL, probability INTEGER DEFAULT '0' NOT
  NULL, stale_days INTEGER DEFAULT '14' NOT NULL, color VARCHAR DEFAULT '' NOT NULL, archived_at DATETIME,
  PRIMARY KEY (id), FOREIGN KEY(pipeline_id) REFERENCES pipeline (id) );
CREATE INDEX ix_stage_pipeline_id ON stage (pipeline_id);

CREATE TABLE opportunity ( has_project BOOLEAN DEFAULT '0' NOT NULL, has_budget BOOLEAN DEFAULT '0' NOT NULL,
  has_date BOOLEAN DEFAULT '0' NOT NULL, has_deciders BOOLEAN DEFAULT '0' NOT NULL, w_who VARCHAR DEFAULT ''
  NOT NULL, w_what VARCHAR DEFAULT '' NOT NULL, w_why VARCHAR DEFAULT '' NOT NULL, w_when VARCHAR DEFAULT ''
  NOT NULL, w_where VARCHAR DEFAULT '' NOT NULL, id INTEGER NOT NULL, title VARCHAR DEFAULT '' NOT NULL,
  company_id INTEGER, folder_id INTEGER, pipeline_id INTEGER NOT NULL, stage_id INTEGER NOT NULL, position
  FLOAT DEFAULT '0' NOT NULL, amount_cents INTEGER DEFAULT '0' NOT NULL, probability INTEGER DEFAULT '0' NOT
  NULL, starred BOOLEAN DEFAULT '0' NOT NULL, label_for VARCHAR DEFAULT '' NOT NULL, origin VARCHAR DEFAULT ''
  NOT NULL, source_id INTEGER, campaign_id INTEGER, description VARCHAR DEFAULT '' NOT NULL, tags VARCHAR
  DEFAULT '' NOT NULL, competitor VARCHAR DEFAULT '' NOT NULL, intermediary BOOLEAN DEFAULT '0' NOT NULL,
  next_kind VARCHAR DEFAULT '' NOT NULL, next_label VARCHAR DEFAULT '' NOT NULL, next_day DATE, next_at
  DATETIME, next_zone VARCHAR DEFAULT '' NOT NULL, outcome VARCHAR DEFAULT '' NOT NULL, lost_to VARCHAR
  DEFAULT '' NOT NULL, reason VARCHAR DEFAULT '' NOT NULL, lesson VARCHAR DEFAULT '' NOT NULL, closed_at
  DATETIME, stage_since DATETIME NOT NULL, last_activity_at DATETIME NOT NULL, renewal_of_id INTEGER,
  search_text VARCHAR DEFAULT '' NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, PRIMARY
  KEY (id), CONSTRAINT opportunity_outcome CHECK (outcome in ('', 'won', 'lost', 'cancelled')), CONSTRAINT
  opportunity_probability CHECK (probability between 0 and 100), CONSTRAINT opportunity_closed_no_action CHECK
  (outcome = '' or next_day is null), FOREIGN KEY(company_id) REFERENCES company (id), FOREIGN KEY(folder_id)
  REFERENCES client_folder (id), FOREIGN KEY(pipeline_id) REFERENCES pipeline (id), FOREIGN KEY(stage_id)
  REFERENCES stage (id), FOREIGN KEY(source_id) REFERENCES source (id), FOREIGN KEY(campaign_id) REFERENCES
  campaign (id), FOREIGN KEY(renewal_of_id) REFERENCES opportunity (id) );
CREATE INDEX ix_opportunity_campaign_id ON opportunity (campaign_id);
CREATE INDEX ix_opportunity_company_id ON opportunity (company_id);
CREATE INDEX ix_opportunity_folder_id ON opportunity (folder_id);
CREATE INDEX ix_opportunity_outcome ON opportunity (outcome);
CREATE INDEX ix_opportunity_pipeline_id ON opportunity (pipeline_id);
CREATE INDEX ix_opportunity_renewal_of_id ON opportunity (renewal_of_id);
CREATE INDEX ix_opportunity_source_id ON opportunity (source_id);
CREATE INDEX ix_opportunity_stage_id ON opportunity (stage_id);

CREATE TABLE prospect_file ( id INTEGER NOT NULL, name VARCHAR DEFAULT '' NOT NULL, origin VARCHAR DEFAULT ''
  NOT NULL, lawful_basis VARCHAR DEFAULT '' NOT NULL, obtained_on DATE, targeting VARCHAR DEFAULT '' NOT NULL,
  notes VARCHAR DEFAULT '' NOT NULL, script VARCHAR DEFAULT '' NOT NULL, sort VARCHAR DEFAULT '' NOT NULL,
  layout VARCHAR DEFAULT '' NOT NULL, source_id INTEGER, campaign_id INTEGER, created_at DATETIME NOT NULL,
  archived_at DATETIME, PRIMARY KEY (id), UNIQUE (name), FOREIGN KEY(source_id) REFERENCES source (id),
  FOREIGN KEY(campaign_id) REFERENCES campaign (id) );
CREATE INDEX ix_prospect_file_campaign_id ON prospect_file (campaign_id);
CREATE INDEX ix_prospect_file_source_id ON prospect_file (source_id);

CREATE TABLE file_column ( id INTEGER NOT NULL, file_id INTEGER NOT NULL, label VARCHAR DEFAULT '' NOT NULL,
  kind VARCHAR DEFAULT '' NOT NULL, choices VARCHAR DEFAULT '' NOT NULL, position INTEGER DEFAULT '0' NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(file_id) REFERENCES prospect_file (id) ON DELETE CASCADE );
CREATE INDEX ix_file_column_file_id ON file_column (file_id);

CREATE TABLE import_batch ( id INTEGER NOT NULL, file_id INTEGER NOT NULL, filename VARCHAR DEFAULT '' NOT
  NULL, format VARCHAR DEFAULT '' NOT NULL, mapping VARCHAR DEFAULT '' NOT NULL, imported_at DATETIME NOT
  NULL, rows_in INTEGER DEFAULT '0' NOT NULL, rows_imported INTEGER DEFAULT '0' NOT NULL, rows_rejected
  INTEGER DEFAULT '0' NOT NULL, undone_at DATETIME, PRIMARY KEY (id), FOREIGN KEY(file_id) REFERENCES
  prospect_file (id) ON DELETE CASCADE );
CREATE INDEX ix_import_batch_file_id ON import_batch (file_id);

CREATE TABLE opportunity_contact ( id INTEGER NOT NULL, opportunity_id INTEGER NOT NULL, contact_id INTEGER
  NOT NULL, position INTEGER DEFAULT '0' NOT NULL, role VARCHAR DEFAULT '' NOT NULL, PRIMARY KEY (id), FOREIGN
  KEY(opportunity_id) REFERENCES opportunity (id) ON DELETE CASCADE, FOREIGN KEY(contact_id) REFERENCES
  contact (id) );
CREATE INDEX ix_opportunity_contact_contact_id ON opportunity_contact (contact_id);
CREATE INDEX ix_opportunity_contact_opportunity_id ON opportunity_contact (opportunity_id);

CREATE TABLE quote ( id INTEGER NOT NULL, opportunity_id INTEGER NOT NULL, number VARCHAR DEFAULT '' NOT NULL,
  version INTEGER DEFAULT '1' NOT NULL, state VARCHAR DEFAULT '' NOT NULL, issued_on DATE, valid_until DATE,
  total_cents INTEGER DEFAULT '0' NOT NULL, conditions VARCHAR DEFAULT '' NOT NULL, created_at DATETIME NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) ON DELETE CASCADE );
CREATE INDEX ix_quote_opportunity_id ON quote (opportunity_id);

CREATE TABLE saved_view ( id INTEGER NOT NULL, file_id INTEGER, name VARCHAR DEFAULT '' NOT NULL, filter
  VARCHAR DEFAULT '' NOT NULL, sort VARCHAR DEFAULT '' NOT NULL, columns VARCHAR DEFAULT '' NOT NULL, position
  INTEGER DEFAULT '0' NOT NULL, PRIMARY KEY (id), FOREIGN KEY(file_id) REFERENCES prospect_file (id) ON DELETE
  CASCADE );
CREATE INDEX ix_saved_view_file_id ON saved_view (file_id);

CREATE TABLE import_problem ( id INTEGER NOT NULL, batch_id INTEGER NOT NULL, line INTEGER DEFAULT '0' NOT
  NULL, message_id VARCHAR DEFAULT '' NOT NULL, params VARCHAR DEFAULT '' NOT NULL, raw VARCHAR DEFAULT '' NOT
  NULL, PRIMARY KEY (id), FOREIGN KEY(batch_id) REFERENCES import_batch (id) ON DELETE CASCADE );
CREATE INDEX ix_import_problem_batch_id ON import_problem (batch_id);

CREATE TABLE prospect ( has_project BOOLEAN DEFAULT '0' NOT NULL, has_budget BOOLEAN DEFAULT '0' NOT NULL,
  has_date BOOLEAN DEFAULT '0' NOT NULL, has_deciders BOOLEAN DEFAULT '0' NOT NULL, w_who VARCHAR DEFAULT ''
  NOT NULL, w_what VARCHAR DEFAULT '' NOT NULL, w_why VARCHAR DEFAULT '' NOT NULL, w_when VARCHAR DEFAULT ''
  NOT NULL, w_where VARCHAR DEFAULT '' NOT NULL, id INTEGER NOT NULL, file_id INTEGER NOT NULL, batch_id
  INTEGER, source_line INTEGER, position FLOAT DEFAULT '0' NOT NULL, company_name VARCHAR DEFAULT '' NOT NULL,
  trade_name VARCHAR DEFAULT '' NOT NULL, civility VARCHAR DEFAULT '' NOT NULL, first_name VARCHAR DEFAULT ''
  NOT NULL, last_name VARCHAR DEFAULT '' NOT NULL, job_title VARCHAR DEFAULT '' NOT NULL, phone VARCHAR
  DEFAULT '' NOT NULL, mobile VARCHAR DEFAULT '' NOT NULL, direct_line VARCHAR DEFAULT '' NOT NULL,
  other_phone VARCHAR DEFAULT '' NOT NULL, email VARCHAR COLLATE "NOCASE" DEFAULT '' NOT NULL, generic_email VARCHAR DEFAULT ''
  NOT NULL, city VARCHAR DEFAULT '' NOT NULL, headcount VARCHAR DEFAULT '' NOT NULL, notes VARCHAR DEFAULT ''
  NOT NULL, address VARCHAR DEFAULT '' NOT NULL, address_extra VARCHAR DEFAULT '' NOT NULL, postcode VARCHAR
  DEFAULT '' NOT NULL, department VARCHAR DEFAULT '' NOT NULL, region VARCHAR DEFAULT '' NOT NULL, country
  VARCHAR DEFAULT '' NOT NULL, website VARCHAR DEFAULT '' NOT NULL, linkedin VARCHAR DEFAULT '' NOT NULL,
  siren VARCHAR DEFAULT '' NOT NULL, siret VARCHAR DEFAULT '' NOT NULL, vat_number VARCHAR DEFAULT '' NOT
  NULL, rcs VARCHAR DEFAULT '' NOT NULL, naf VARCHAR DEFAULT '' NOT NULL, naf_2025 VARCHAR DEFAULT '' NOT
  NULL, activity VARCHAR DEFAULT '' NOT NULL, legal_form VARCHAR DEFAULT '' NOT NULL, founded_on VARCHAR
  DEFAULT '' NOT NULL, turnover VARCHAR DEFAULT '' NOT NULL, nature VARCHAR DEFAULT 'unknown' NOT NULL,
  competitor VARCHAR DEFAULT '' NOT NULL, amount VARCHAR DEFAULT '' NOT NULL, tags VARCHAR DEFAULT '' NOT
  NULL, source VARCHAR DEFAULT '' NOT NULL, extra VARCHAR DEFAULT '' NOT NULL, name_key VARCHAR DEFAULT '' NOT
  NULL, sort_key VARCHAR DEFAULT '' NOT NULL, state VARCHAR DEFAULT 'active' NOT NULL, struck_reason VARCHAR
  DEFAULT '' NOT NULL, result VARCHAR DEFAULT '' NOT NULL, score VARCHAR DEFAULT '' NOT NULL, attempts INTEGER
  DEFAULT '0' NOT NULL, next_kind VARCHAR DEFAULT '' NOT NULL, next_day DATE, next_half VARCHAR DEFAULT '' NOT
  NULL, next_at DATETIME, next_zone VARCHAR DEFAULT '' NOT NULL, next_subject VARCHAR DEFAULT '' NOT NULL,
  last_call_at DATETIME, last_inbound_at DATETIME, checked_on DATE, informed_on DATE, email_permission VARCHAR
  DEFAULT '' NOT NULL, sms_permission VARCHAR DEFAULT '' NOT NULL, opposed BOOLEAN DEFAULT '0' NOT NULL,
  opportunity_id INTEGER, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, PRIMARY KEY (id),
  CONSTRAINT prospect_state CHECK (state in ('active', 'struck', 'converted')), FOREIGN KEY(file_id)
  REFERENCES prospect_file (id) ON DELETE CASCADE, FOREIGN KEY(batch_id) REFERENCES import_batch (id), FOREIGN
  KEY(opportunity_id) REFERENCES opportunity (id) );
CREATE INDEX ix_prospect_batch_id ON prospect (batch_id);
CREATE INDEX ix_prospect_email ON prospect (email) WHERE email <> '';
CREATE INDEX ix_prospect_fresh ON prospect (file_id, position) WHERE state = 'active' and next_day is null and result = '';
CREATE INDEX ix_prospect_name ON prospect (name_key) WHERE name_key <> '';
CREATE INDEX ix_prospect_next ON prospect (next_day, next_at) WHERE state = 'active' and next_day is not null;
CREATE INDEX ix_prospect_opportunity_id ON prospect (opportunity_id);
CREATE INDEX ix_prospect_order ON prospect (file_id, position, id);
CREATE INDEX ix_prospect_siret ON prospect (siret) WHERE siret <> '';

CREATE TABLE quote_line ( id INTEGER NOT NULL, quote_id INTEGER NOT NULL, position INTEGER DEFAULT '0' NOT
  NULL, label VARCHAR DEFAULT '' NOT NULL, unit VARCHAR DEFAULT '' NOT NULL, quantity_milli INTEGER DEFAULT
  '1000' NOT NULL, unit_price_cents INTEGER DEFAULT '0' NOT NULL, discount_bp INTEGER DEFAULT '0' NOT NULL,
  vat_bp INTEGER DEFAULT '2000' NOT NULL, PRIMARY KEY (id), FOREIGN KEY(quote_id) REFERENCES quote (id) ON
  DELETE CASCADE );
CREATE INDEX ix_quote_line_quote_id ON quote_line (quote_id);

CREATE TABLE activity ( id INTEGER NOT NULL, kind VARCHAR DEFAULT '' NOT NULL, code VARCHAR DEFAULT '' NOT
  NULL, subject VARCHAR DEFAULT '' NOT NULL, day DATE NOT NULL, at DATETIME, ends_at DATETIME, zone VARCHAR
  DEFAULT '' NOT NULL, place VARCHAR DEFAULT '' NOT NULL, person VARCHAR DEFAULT '' NOT NULL, prospect_id
  INTEGER, opportunity_id INTEGER, contact_id INTEGER, company_id INTEGER, done_at DATETIME, cancelled_at
  DATETIME, result VARCHAR DEFAULT '' NOT NULL, recurrence VARCHAR DEFAULT '' NOT NULL, uid VARCHAR DEFAULT ''
  NOT NULL, created_at DATETIME NOT NULL, PRIMARY KEY (id), CONSTRAINT activity_kind CHECK (kind in ('task',
  'call', 'event')), FOREIGN KEY(prospect_id) REFERENCES prospect (id) ON DELETE CASCADE, FOREIGN
  KEY(opportunity_id) REFERENCES opportunity (id) ON DELETE CASCADE, FOREIGN KEY(contact_id) REFERENCES
  contact (id), FOREIGN KEY(company_id) REFERENCES company (id), UNIQUE (uid) );
CREATE INDEX ix_activity_company_id ON activity (company_id);
CREATE INDEX ix_activity_contact_id ON activity (contact_id);
CREATE INDEX ix_activity_day ON activity (day);
CREATE INDEX ix_activity_opportunity_id ON activity (opportunity_id);
CREATE INDEX ix_activity_prospect_id ON activity (prospect_id);

CREATE TABLE call ( id INTEGER NOT NULL, uid VARCHAR DEFAULT '' NOT NULL, prospect_id INTEGER, opportunity_id
  INTEGER, contact_id INTEGER, session_id INTEGER, at DATETIME NOT NULL, zone VARCHAR DEFAULT '' NOT NULL,
  result VARCHAR DEFAULT '' NOT NULL, number VARCHAR DEFAULT '' NOT NULL, duration_seconds INTEGER, note
  VARCHAR DEFAULT '' NOT NULL, message_left BOOLEAN DEFAULT '0' NOT NULL, reason VARCHAR DEFAULT '' NOT NULL,
  competitor VARCHAR DEFAULT '' NOT NULL, valid_number BOOLEAN DEFAULT '1' NOT NULL, answered BOOLEAN DEFAULT
  '0' NOT NULL, decision_maker BOOLEAN DEFAULT '0' NOT NULL, argued BOOLEAN DEFAULT '0' NOT NULL, positive
  BOOLEAN DEFAULT '0' NOT NULL, final BOOLEAN DEFAULT '0' NOT NULL, planned_kind VARCHAR DEFAULT '' NOT NULL,
  planned_day DATE, planned_at DATETIME, attempts_after INTEGER DEFAULT '0' NOT NULL, counted BOOLEAN DEFAULT
  '0' NOT NULL, score_before VARCHAR DEFAULT '' NOT NULL, score_after VARCHAR DEFAULT '' NOT NULL, next_kind
  VARCHAR DEFAULT '' NOT NULL, next_day DATE, next_half VARCHAR DEFAULT '' NOT NULL, next_at DATETIME,
  next_subject VARCHAR DEFAULT '' NOT NULL, override_reason VARCHAR DEFAULT '' NOT NULL, PRIMARY KEY (id),
  UNIQUE (uid), FOREIGN KEY(prospect_id) REFERENCES prospect (id) ON DELETE CASCADE, FOREIGN
  KEY(opportunity_id) REFERENCES opportunity (id), FOREIGN KEY(contact_id) REFERENCES contact (id), FOREIGN
  KEY(session_id) REFERENCES call_session (id) );
CREATE INDEX ix_call_at ON call (at);
CREATE INDEX ix_call_contact_id ON call (contact_id);
CREATE INDEX ix_call_opportunity_id ON call (opportunity_id);
CREATE INDEX ix_call_prospect_id ON call (prospect_id);
CREATE INDEX ix_call_result ON call (result);
CREATE INDEX ix_call_session_id ON call (session_id);

CREATE TABLE call_draft ( prospect_id INTEGER NOT NULL, body VARCHAR DEFAULT '' NOT NULL, updated_at DATETIME
  NOT NULL, PRIMARY KEY (prospect_id), FOREIGN KEY(prospect_id) REFERENCES prospect (id) ON DELETE CASCADE );

CREATE TABLE consent ( id INTEGER NOT NULL, prospect_id INTEGER, contact_id INTEGER, kind VARCHAR DEFAULT ''
  NOT NULL, channel VARCHAR DEFAULT '' NOT NULL, given_at DATETIME NOT NULL, wording VARCHAR DEFAULT '' NOT
  NULL, recorded_by VARCHAR DEFAULT '' NOT NULL, evidence VARCHAR DEFAULT '' NOT NULL, valid_until DATE,
  revoked_at DATETIME, PRIMARY KEY (id), FOREIGN KEY(prospect_id) REFERENCES prospect (id) ON DELETE CASCADE,
  FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE );
CREATE INDEX ix_consent_contact_id ON consent (contact_id);
CREATE INDEX ix_consent_prospect_id ON consent (prospect_id);

CREATE TABLE note ( id INTEGER NOT NULL, prospect_id INTEGER, opportunity_id INTEGER, contact_id INTEGER,
  company_id INTEGER, folder_id INTEGER, at DATETIME NOT NULL, zone VARCHAR DEFAULT '' NOT NULL, body VARCHAR
  DEFAULT '' NOT NULL, PRIMARY KEY (id), FOREIGN KEY(prospect_id) REFERENCES prospect (id) ON DELETE CASCADE,
  FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) ON DELETE CASCADE, FOREIGN KEY(contact_id)
  REFERENCES contact (id), FOREIGN KEY(company_id) REFERENCES company (id), FOREIGN KEY(folder_id) REFERENCES
  client_folder (id) );
CREATE INDEX ix_note_company_id ON note (company_id);
CREATE INDEX ix_note_contact_id ON note (contact_id);
CREATE INDEX ix_note_folder_id ON note (folder_id);
CREATE INDEX ix_note_opportunity_id ON note (opportunity_id);
CREATE INDEX ix_note_prospect_id ON note (prospect_id);

CREATE TABLE phone_line ( id INTEGER NOT NULL, prospect_id INTEGER, contact_id INTEGER, field VARCHAR DEFAULT
  '' NOT NULL, position INTEGER DEFAULT '0' NOT NULL, e164 VARCHAR DEFAULT '' NOT NULL, extension VARCHAR
  DEFAULT '' NOT NULL, bad_since DATETIME, PRIMARY KEY (id), FOREIGN KEY(prospect_id) REFERENCES prospect (id)
  ON DELETE CASCADE, FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE CASCADE );
CREATE INDEX ix_phone_line_contact_id ON phone_line (contact_id);
CREATE INDEX ix_phone_line_e164 ON phone_line (e164);
CREATE INDEX ix_phone_line_prospect_id ON phone_line (prospect_id);

CREATE TABLE prospect_search ( prospect_id INTEGER NOT NULL, body VARCHAR DEFAULT '' NOT NULL, PRIMARY KEY
  (prospect_id), FOREIGN KEY(prospect_id) REFERENCES prospect (id) ON DELETE CASCADE );

CREATE TABLE scoring_event ( id INTEGER NOT NULL, prospect_id INTEGER, opportunity_id INTEGER, rule_code
  VARCHAR DEFAULT '' NOT NULL, points INTEGER DEFAULT '0' NOT NULL, on_day DATE NOT NULL, PRIMARY KEY (id),
  FOREIGN KEY(prospect_id) REFERENCES prospect (id) ON DELETE CASCADE, FOREIGN KEY(opportunity_id) REFERENCES
  opportunity (id) ON DELETE CASCADE );
CREATE INDEX ix_scoring_event_opportunity_id ON scoring_event (opportunity_id);
CREATE INDEX ix_scoring_event_prospect_id ON scoring_event (prospect_id);

-- Search: accents, case, œ and æ are folded before the text comes here.
CREATE VIRTUAL TABLE prospect_fts USING fts5 (body, content='prospect_search', content_rowid='prospect_id',
  tokenize="unicode61 remove_diacritics 2", prefix='1 2 3');
CREATE TRIGGER prospect_search_added AFTER INSERT ON prospect_search BEGIN
  INSERT INTO prospect_fts (rowid, body) VALUES (new.prospect_id, new.body);
END;
CREATE TRIGGER prospect_search_removed AFTER DELETE ON prospect_search BEGIN
  INSERT INTO prospect_fts (prospect_fts, rowid, body) VALUES ('delete', old.prospect_id, old.body);
END;
CREATE TRIGGER prospect_search_changed AFTER UPDATE ON prospect_search BEGIN
  INSERT INTO prospect_fts (prospect_fts, rowid, body) VALUES ('delete', old.prospect_id, old.body);
  INSERT INTO prospect_fts (rowid, body) VALUES (new.prospect_id, new.body);
END;
