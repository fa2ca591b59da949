package dev.surprisal.samples.explorer;

import java.net.BindException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the page until it is stopped. */
@Command(
    name = "explorer",
    showDefaultValues = true,
    description = "A page on which logits are dragged, and their loss and gradient are seen.")
final class Main implements Callable<Integer> {
  private static final int LAST_PORT = 65535;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "prints this")
  private boolean isHelpAsked;

  @Option(names = "--port", description = "the port on 127.0.0.1; 0: any free one")
  private int port = 8080;

  /** Returns while the server runs on: its own thread keeps the program alive. */
  public static void main(String[] arguments) {
    int status = new CommandLine(new Main()).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > LAST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port = " + port + ": must be in 0.." + LAST_PORT);
    }
    try {
      // Closed by the end of the program alone.
      @SuppressWarnings("resource")
      ExplorerServer server = new ExplorerServer(port);
      spec.commandLine().getOut().println(server.address());
      return 0;
    } catch (BindException taken) {
      spec.commandLine()
          .getErr()
          .printf("--port = %d: %s; 0 finds a free one%n", port, taken.getMessage());
      return 1;
    }
  }
}
