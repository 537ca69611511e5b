/** Requests to web services: the action call-webhook. */
@NullMarked
package org.tomte.connectors.http;

import org.jspecify.annotations.NullMarked;
