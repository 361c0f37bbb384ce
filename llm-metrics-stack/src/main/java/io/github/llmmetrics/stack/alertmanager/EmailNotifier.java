package io.github.llmmetrics.stack.alertmanager;

import io.github.llmmetrics.stack.alert.Settings;
import io.github.llmmetrics.stack.secret.SecretFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A mail.
 *
 * @param to the address it goes to
 * @param from the address it comes from
 * @param server of SMTP with STARTTLS: host and port
 * @param login empty for a server that asks for none
 */
public record EmailNotifier(String to, String from, String server, Optional<Login> login)
    implements Notifier {

  /**
   * Who logs in at the server.
   *
   * @param user its name
   * @param passwordFile a file with its password
   */
  public record Login(String user, SecretFile passwordFile) {}

  /**
   * Checks addresses and server.
   *
   * @param to a mail address
   * @param from a mail address
   * @param server host and port
   * @param login empty for none
   */
  public EmailNotifier {
    requireAddress("to", to);
    requireAddress("from", from);
    Settings.require(server.matches("\\S+:\\d+"), "server", server, "host:port");
  }

  private static void requireAddress(String setting, String address) {
    Settings.require(address.matches("\\S+@\\S+"), setting, address, "a mail address");
  }

  @Override
  public String key() {
    return "email_configs";
  }

  @Override
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("to", to);
    tree.put("from", from);
    tree.put("smarthost", server);
    login.ifPresent(who -> {
      tree.put("auth_username", who.user());
      tree.put("auth_password_file", who.passwordFile().path());
    });
    tree.put("send_resolved", true);
    return tree;
  }
}
