package dev.surprisal.samples.common;

/** How far work of a known number of steps has come, shown until it is closed. */
public interface Progress extends AutoCloseable {
  /** One more step is done. */
  void step();

  @Override
  void close();
}
