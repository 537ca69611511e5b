package org.tomte.connectors.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/**
 * A client for one connection. It goes only where it is told: it follows no redirect, keeps no
 * cookies, and what a name resolves to is checked by the same look-up that the connection is made
 * with, so that a name cannot change its address in between.
 */
public final class OutgoingHttp implements AutoCloseable {
  private final Limits limits;
  private final InstantSource clock;
  private final CloseableHttpClient client;

  /**
   * What a client may do.
   *
   * @param allowPrivate whether addresses of the own networks may be asked
   * @param total the longest that one request may take
   * @param maxAnswerBytes an answer is read up to this
   */
  public record Limits(boolean allowPrivate, Duration total, int maxAnswerBytes) {}

  /**
   * A request.
   *
   * @param method POST for example
   * @param address where to
   * @param headers by name; checked to be of one line
   * @param mediaType of the body
   * @param body the bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // sent once, never compared
  public record Asked(
      String method, URI address, Map<String, String> headers, String mediaType, byte[] body) {}

  /**
   * An answer.
   *
   * @param status for example 200
   * @param mediaType of the text; empty when there is none
   * @param text the body as UTF-8, at most so long as the limit
   * @param location where a redirect leads; null when it is none
   * @param retryAfter how long the host asks to wait; null when it does not
   */
  public record Answer(
      int status,
      String mediaType,
      String text,
      @Nullable String location,
      @Nullable Duration retryAfter) {}

  /** A client. */
  public OutgoingHttp(Limits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    Timeout timeout = Timeout.of(limits.total());
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(resolver(limits.allowPrivate()))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(timeout)
                    .setConnectionRequestTimeout(timeout)
                    .setRedirectsEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("Tomte")
            .build();
  }

  private static DnsResolver resolver(boolean allowPrivate) {
    DnsResolver system = SystemDefaultDnsResolver.INSTANCE;
    if (allowPrivate) {
      return system;
    }
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return AddressGuard.checked(host, system.resolve(host));
      }

      @Override
      public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
      }
    };
  }

  /**
   * Asks once.
   *
   * @throws ConnectorFault when no answer came
   * @throws InterruptedException when the thread was interrupted
   */
  public Answer ask(Asked asked) throws ConnectorFault, InterruptedException {
    HttpUriRequestBase request = new HttpUriRequestBase(asked.method(), asked.address());
    asked.headers().forEach((name, value) -> request.setHeader(oneLine(name), oneLine(value)));
    request.setEntity(
        new ByteArrayEntity(asked.body(), ContentType.parseLenient(asked.mediaType())));
    Thread asking = Thread.currentThread();
    Thread watch = Thread.ofVirtual().start(() -> endWhenOver(request, asking));
    try {
      return client.execute(request, this::read);
    } catch (IOException failed) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while asking " + asked.address().getHost());
      }
      throw fault(asked.address(), failed);
    } finally {
      watch.interrupt();
    }
  }

  private static String oneLine(String text) throws IllegalArgumentException {
    return text.replace('\r', ' ').replace('\n', ' ');
  }

  /** A host that sends a byte now and then would hold a socket's time-out off for ever. */
  private void endWhenOver(HttpUriRequestBase request, Thread asking) {
    long end = System.nanoTime() + limits.total().toNanos();
    try {
      while (System.nanoTime() - end < 0 && !asking.isInterrupted()) {
        Thread.sleep(100);
      }
      request.cancel();
    } catch (InterruptedException answered) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer read(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] body = new byte[0];
    String mediaType = "";
    if (entity != null) {
      mediaType = entity.getContentType() == null ? "" : entity.getContentType();
      InputStream content = entity.getContent();
      if (content != null) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        read.writeBytes(content.readNBytes(limits.maxAnswerBytes()));
        body = read.toByteArray();
      }
    }
    return new Answer(
        response.getCode(),
        mediaType,
        new String(body, StandardCharsets.UTF_8),
        value(response, "Location"),
        RetryAfter.read(value(response, "Retry-After"), clock.instant()));
  }

  private static @Nullable String value(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** What an answer that never came means; addresses may hold tokens, so only the host is told. */
  private static ConnectorFault fault(URI address, IOException failed) {
    String host = String.valueOf(address.getHost());
    if (failed instanceof AddressGuard.RefusedAddress refused) {
      return new ConnectorFault(
          FaultKind.CONFIGURATION, String.valueOf(refused.getMessage()), failed);
    }
    if (failed instanceof UnknownHostException) {
      return new ConnectorFault(
          FaultKind.UNAVAILABLE, "The name %s is not known.".formatted(host), failed);
    }
    if (failed instanceof SSLException) {
      return new ConnectorFault(
          FaultKind.CONFIGURATION,
          "TLS with %s failed: %s".formatted(host, failed.getMessage()),
          failed);
    }
    return new ConnectorFault(
        FaultKind.UNAVAILABLE,
        "%s did not answer: %s".formatted(host, failed.getClass().getSimpleName()),
        failed);
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException closing) {
      throw new java.io.UncheckedIOException(closing);
    }
  }
}
