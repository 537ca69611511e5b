package org.tomte.engine.keep;

import java.io.IOException;
import java.io.InputStream;
import org.tomte.api.Content;

/** Content that lies in the blob store. */
record BlobContent(BlobStore blobs, String sha256, long size) implements Content {
  @Override
  public InputStream open() throws IOException {
    return blobs.open(sha256);
  }
}
