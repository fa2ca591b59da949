package dev.surprisal.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the site: its arguments are the root of the project and the folder for the site. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    new Site(Path.of(args[0])).write(folder);
    List<String> dead = DeadLinks.in(folder);
    if (!dead.isEmpty()) {
      System.err.println("Links that lead nowhere:\n  " + String.join("\n  ", dead));
      System.exit(1);
    }
    System.out.println("The site begins at " + folder.resolve("index.html").normalize());
  }
}
