package org.tomte.casework.people;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Role;

/**
 * Somebody who works here.
 *
 * @param name the log-in name; unique
 * @param fullName as colleagues know them; null when only the log-in name is known
 * @param mail where mails to them go; null when they get none
 * @param role what they may do
 * @param zone the zone in which they see times; null for that of the system
 * @param active whether they may log in and be given work
 */
public record Person(
    String name,
    @Nullable String fullName,
    @Nullable String mail,
    Role role,
    @Nullable ZoneId zone,
    boolean active) {}
