-- A day of broadcast is a day and no moment: the one that it was in the zone that this PostgreSQL was set up in (sessions of
-- the server are in UTC).
ALTER TABLE episodes ADD COLUMN air_day date;
UPDATE episodes SET air_day = (air_date AT TIME ZONE zone.reset_val)::date
    FROM pg_settings zone WHERE zone.name = 'TimeZone' AND air_date IS NOT NULL;
ALTER TABLE episodes DROP COLUMN air_date;
ALTER TABLE episodes RENAME COLUMN air_day TO air_date;
