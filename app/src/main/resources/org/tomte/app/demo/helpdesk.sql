-- The help desk's tickets: somebody else's database in the demo.
CREATE TABLE tickets (id INTEGER PRIMARY KEY, opened TEXT NOT NULL, reporter TEXT NOT NULL, category TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL);
INSERT INTO tickets VALUES (1, '2026-11-23 08:12:00', 't.maier', 'hardware', 'Screen stays black', 'The screen of room 3.14 stays black since this morning.');
INSERT INTO tickets VALUES (2, '2026-11-23 08:40:00', 's.yilmaz', 'account', 'Password forgotten', 'Please reset my password for the intranet.');
INSERT INTO tickets VALUES (3, '2026-11-23 09:05:00', 'k.brandt', 'security', 'Strange window asks for my password', 'Since an update a window asks for my password every hour and the laptop is slow. I typed it in twice.');
INSERT INTO tickets VALUES (4, '2026-11-23 10:31:00', 'l.novak', 'software', 'Licence for the drawing program', 'I need a licence until Friday.');
INSERT INTO tickets VALUES (5, '2026-11-23 11:02:00', 'h.petersen', 'loss', 'Laptop stolen on the train', 'My laptop NW-4471 was stolen on the train to Hamburg. The disk is encrypted, a token was in the bag.');
INSERT INTO tickets VALUES (6, '2026-11-23 13:20:00', 't.maier', 'hardware', 'Screen again', 'Still black.');
INSERT INTO tickets VALUES (7, '2026-11-24 07:55:00', 'j.fischer', 'access', 'Access to folder finance', 'My team needs access to the folder finance-2026.');
INSERT INTO tickets VALUES (8, '2026-11-24 08:10:00', 'm.ohlsen', 'security', 'Antivirus is switched off', 'The shield in the corner is grey and I cannot switch it on again.');
INSERT INTO tickets VALUES (9, '2026-11-24 08:44:00', 'a.lindqvist', 'security', 'Somebody called and wanted a code', 'A man said he was from the help desk and asked for the code of my phone app. I did not tell him.');
INSERT INTO tickets VALUES (10, '2026-11-24 09:15:00', 'r.costa', 'printer', 'Printer prints in green', 'Third floor.');
INSERT INTO tickets VALUES (11, '2026-11-24 11:48:00', 'p.svensson', 'loss', 'Telephone lost', 'I lost my telephone with the company mail on it, probably in the taxi.');
INSERT INTO tickets VALUES (12, '2026-11-24 14:02:00', 's.yilmaz', 'account', 'Locked again', 'Account is locked after lunch, I did not log in at all.');
INSERT INTO tickets VALUES (13, '2026-11-25 07:31:00', 'l.novak', 'software', 'Update fails', 'The update of the drawing program fails with 0x80070643.');
INSERT INTO tickets VALUES (14, '2026-11-25 08:01:00', 'e.dubois', 'security', 'USB stick in the car park', 'We found a USB stick in the car park with our logo. Nobody has plugged it in.');
INSERT INTO tickets VALUES (15, '2026-11-25 08:15:00', 'r.costa', 'printer', 'Printer is fine again', 'Thank you.');
