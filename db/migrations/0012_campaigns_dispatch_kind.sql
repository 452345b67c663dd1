-- kind: order (sets deadlines and tasks; also what was entered before there were kinds: NULL), urging (names the units that lag behind one).
ALTER TABLE dispatch ADD kind $(Code 20) NULL;
