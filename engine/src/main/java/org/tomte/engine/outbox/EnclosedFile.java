package org.tomte.engine.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomte.engine.keep.PlainJson;

/**
 * A file that goes with a delivery; its bytes are a blob.
 *
 * @param name the name as its sender wrote it, without folders
 * @param mediaType type and subtype
 * @param sha256 the blob
 * @param size in bytes
 */
public record EnclosedFile(String name, String mediaType, String sha256, long size) {

  /** The stored form of some files. */
  public static String json(List<EnclosedFile> files) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (EnclosedFile file : files) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("name", file.name());
      map.put("mediaType", file.mediaType());
      map.put("sha256", file.sha256());
      map.put("size", file.size());
      list.add(map);
    }
    return PlainJson.write(list);
  }

  /** Reads the stored form. */
  public static List<EnclosedFile> read(String json) {
    List<EnclosedFile> files = new ArrayList<>();
    if (PlainJson.read(json) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> map) {
          files.add(
              new EnclosedFile(
                  String.valueOf(map.get("name")),
                  String.valueOf(map.get("mediaType")),
                  String.valueOf(map.get("sha256")),
                  map.get("size") instanceof Long size ? size : 0));
        }
      }
    }
    return files;
  }
}
