-- A command is known by its id, whatever desk and number it came under: who was given another identity (a power cut, a profile
-- copied back, a restored server) is answered and not applied twice.
ALTER TABLE clients ADD COLUMN last_command uuid;
UPDATE clients c SET last_command = r.command
    FROM command_results r WHERE r.workspace = c.workspace AND r.client = c.client AND r.n = c.last_n;
-- No desk gives an id twice; what another program sent so keeps its answer by its number.
UPDATE command_results r SET command = gen_random_uuid()
    WHERE EXISTS (SELECT FROM command_results o WHERE o.workspace = r.workspace AND o.command = r.command
                  AND (o.client, o.n) < (r.client, r.n));
CREATE UNIQUE INDEX command_results_command ON command_results (workspace, command);
