INSERT INTO tickets VALUES (16, '2026-11-25 09:41:00', 'k.brandt', 'security', 'Files have a strange ending', 'All files of the team folder end with .locked since some minutes.');
INSERT INTO tickets VALUES (17, '2026-11-25 09:43:00', 't.maier', 'hardware', 'New screen works', 'Thanks.');
