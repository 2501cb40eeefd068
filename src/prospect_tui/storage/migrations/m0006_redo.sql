-- What may be redone, which every action looks for to forget it: a year of calls is not read for it.
CREATE INDEX ix_bundle_redo ON bundle (id) WHERE undone_at IS NOT NULL AND discarded = 0;
