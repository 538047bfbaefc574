package smilet.device.page;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which paths of the server are answered by what. */
final class RouteTable {
  /** Answers requests for one path. */
  interface Route {
    /**
     * Answers.
     *
     * @throws IllegalArgumentException if the query is wrong; the message says how
     * @throws IOException if it cannot be done; the message is for people
     */
    Reply reply(Query query) throws IOException, InterruptedException;
  }

  private final Map<String, Route> gets = new HashMap<>();
  private final Map<String, Route> posts = new HashMap<>();

  void get(String path, Route route) {
    gets.put(path, route);
  }

  /** Adds a path that changes something. */
  void post(String path, Route route) {
    posts.put(path, route);
  }

  /** What answers; empty if nothing does. A HEAD is answered as a GET. */
  Optional<Route> find(String method, String path) {
    return Optional.ofNullable(
        switch (method) {
          case "GET", "HEAD" -> gets.get(path);
          case "POST" -> posts.get(path);
          default -> null;
        });
  }

  /** Whether any method of this path is answered. */
  boolean knows(String path) {
    return gets.containsKey(path) || posts.containsKey(path);
  }
}
