-- What was taken back on a day, without reading what ever was.
CREATE INDEX ix_coverage_void_at ON coverage_void (voided_at);
