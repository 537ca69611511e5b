/** Messages to chat rooms by incoming webhooks: Slack, Microsoft Teams, Mattermost. */
@NullMarked
package org.tomte.connectors.chat;

import org.jspecify.annotations.NullMarked;
