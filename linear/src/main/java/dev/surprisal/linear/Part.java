package dev.surprisal.linear;

import dev.surprisal.runtime.Workers;

/** A part of some work, which writes to places of its own: their order changes no bit. */
interface Part {
  /**
   * Does it.
   *
   * @param part the number of the part
   */
  void run(int part);

  /** Has all parts of some work done. */
  static void forEach(int parts, Workers workers, Part each) {
    workers.sum(
        parts,
        Integer.MAX_VALUE,
        (from, to) -> {
          for (int part = from; part < to; part++) {
            each.run(part);
          }
          return 0;
        });
  }
}
