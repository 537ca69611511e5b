package org.tomte.app.instance;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** What this process is called among the nodes. */
final class NodeNames {

  private NodeNames() {}

  /** The name by which definitions choose this node: what the operator says, else the host's. */
  static String label(Map<String, String> environment) {
    String said = environment.getOrDefault(InstanceSettings.NODE, "");
    if (!said.isBlank()) {
      return said.strip();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /** Unique for each process: a name that was used once has leases of its own. */
  static String unique(String label) {
    return "%s-%d-%s"
        .formatted(
            label,
            ProcessHandle.current().pid(),
            Long.toString(ManagementFactory.getRuntimeMXBean().getStartTime(), 36));
  }
}
