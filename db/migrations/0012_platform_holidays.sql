-- Days that are not what their weekday says: public holidays, days off in lieu, swapped days and Saturdays worked for them.
-- kind: statutory, compensatory, swap, working, ordinary (an administrator took the entry back: the day counts by its weekday).
-- by_hand: changed by an administrator; a newer seed leaves it alone.
CREATE TABLE special_day (
    [day] DATE NOT NULL PRIMARY KEY,
    kind $(Code 20) NOT NULL,
    name NVARCHAR(200) NOT NULL,
    name_en NVARCHAR(200) NOT NULL,
    source NVARCHAR(300) NOT NULL,
    by_hand BIT NOT NULL,
    changed_at DATETIME2(3) NOT NULL
);
