-- kind: order (sets deadlines and tasks), urging (công văn đôn đốc: names the units that lag behind one).
ALTER TABLE dispatch ADD kind $(Code 20) NOT NULL DEFAULT 'order';
