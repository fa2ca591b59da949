package dev.surprisal.samples.nextword;

/** How much is learned. */
interface Budget {
  /** The part of it that is spent after so many seconds and words; 1 and more is all of it. */
  double spent(double seconds, long words);

  /** As many words as there is time for, which depends on the machine. */
  static Budget ofMinutes(double minutes) {
    return (seconds, words) -> seconds / (60 * minutes);
  }

  /** So many words, whatever time they take. */
  static Budget ofWords(long most) {
    return (seconds, words) -> (double) words / most;
  }
}
