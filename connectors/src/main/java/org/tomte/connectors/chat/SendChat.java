package org.tomte.connectors.chat;

import org.jspecify.annotations.Nullable;
import org.tomte.api.Rendered;
import org.tomte.api.Setting;

/**
 * A message.
 *
 * @param title shown in bold; null for none
 * @param text the message
 * @param link where more can be seen; null for none
 */
public record SendChat(
    @Setting(value = "One line, shown in bold.", example = "\"{{ incident.label }}\"")
        @Rendered(Rendered.Escape.LINE)
        @Nullable String title,
    @Setting(value = "The message.", example = "\"{{ incident.title }}\"") @Rendered String text,
    @Setting("A web address where more can be seen.") @Rendered(Rendered.Escape.LINE)
        @Nullable String link) {}
