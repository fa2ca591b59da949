package dev.surprisal.benchmark;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the JDK that this VM runs on, in a process of its own. */
public final class Fork {
  private Fork() {}

  /**
   * Runs a main class on the class path of this VM.
   *
   * @param vmFlags flags of the VM
   * @param main the class
   * @param arguments its arguments
   * @return what it printed
   * @throws IOException if it fails
   * @throws InterruptedException if the wait for it is interrupted
   */
  public static String java(List<String> vmFlags, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(vmFlags);
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    all.addAll(arguments);
    return run("java", all);
  }

  /** Runs a program of the JDK; returns what it printed. What it complains of is passed on. */
  static String run(String program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(program + " ended with status " + status + "\n" + printed);
    }
    return printed;
  }
}
