package io.github.llmmetrics.stack.compose;

import io.github.llmmetrics.stack.format.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A container that is started again when it ends, and whose log cannot fill the disk.
 *
 * @param name by which the others reach it
 * @param tree as a compose file has it
 */
record Service(String name, Tree tree) {

  static Service of(String name, String image) {
    return new Service(
        name,
        Tree.of("image", image)
            .with("restart", "unless-stopped")
            .with(
                "logging",
                Tree.of("driver", "json-file")
                    .with("options", Tree.of("max-size", "10m").with("max-file", "3"))));
  }

  Service with(String key, Object value) {
    return new Service(name, tree.with(key, value));
  }

  Service command(String... arguments) {
    return with("command", List.of(arguments));
  }

  Service environment(Map<String, ?> variables) {
    return with("environment", variables);
  }

  /** Ports that are the same outside and inside, for this machine only. */
  Service ports(int... ports) {
    return with(
        "ports",
        Arrays.stream(ports).mapToObj(port -> "127.0.0.1:" + port + ":" + port).toList());
  }

  Service volumes(String... volumes) {
    return with("volumes", List.of(volumes));
  }

  Service secrets(String... names) {
    return with("secrets", List.of(names));
  }

  /** A program of the image that exits with 0 when the service is well. */
  Service healthyIf(String... command) {
    return with(
        "healthcheck",
        Tree.of("test", List.of(command))
            .with("interval", "10s")
            .with("timeout", "5s")
            .with("retries", 6)
            .with("start_period", "30s"));
  }

  /** For images with a busybox, whose wget exits with 1 for a status that is no success. */
  Service healthyIfAnswers(int port, String path) {
    return healthyIf(
        "CMD", "wget", "-q", "-T", "4", "-O", "/dev/null", "http://127.0.0.1:" + port + path);
  }
}
