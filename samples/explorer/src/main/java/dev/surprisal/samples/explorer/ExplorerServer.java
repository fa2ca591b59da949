package dev.surprisal.samples.explorer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's own HTTP server, on the loopback interface alone. */
final class ExplorerServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  static {
    // Or an answer waits until its headers are acknowledged: 40 ms, where it takes one.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Seconds for a request to arrive.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Serves until it is closed; port 0 is any free one. */
  ExplorerServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port), 0);
    server.createContext("/", new ExplorerHandler());
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
