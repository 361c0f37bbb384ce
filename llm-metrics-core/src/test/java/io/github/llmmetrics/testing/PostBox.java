package io.github.llmmetrics.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that keeps what is posted to it, whatever the path. */
public final class PostBox implements AutoCloseable {

  private final HttpServer server;
  private final List<Post> posts = new CopyOnWriteArrayList<>();

  /**
   * What was posted.
   *
   * @param path where to
   * @param body its text
   */
  public record Post(String path, String body) {}

  private PostBox(HttpServer server) {
    this.server = server;
  }

  /** Listens on a free port of this machine. */
  public static PostBox open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PostBox box = new PostBox(server);
    server.createContext("/", box::receive);
    server.start();
    return box;
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    posts.add(new Post(exchange.getRequestURI().getPath(), body));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** The address of a path. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** What came to a path so far, the oldest first. */
  public List<String> bodies(String path) {
    return posts.stream()
        .filter(post -> post.path().equals(path))
        .map(Post::body)
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
