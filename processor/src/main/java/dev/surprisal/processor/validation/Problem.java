package dev.surprisal.processor.validation;

import java.util.List;
import java.util.stream.Stream;

/** A problem that a declaration can have, with all that is said of it. */
public sealed interface Problem permits HeadProblem, FormulaProblem {
  /** All problems, in the order of the documentation. */
  static List<Problem> all() {
    return Stream.<Problem[]>of(HeadProblem.values(), FormulaProblem.values())
        .flatMap(Stream::of)
        .toList();
  }

  /** What a compiler makes of a problem. */
  enum Severity {
    /** Nothing is generated for the head. */
    ERROR,
    /** The loss is generated; a compiler option cannot turn the warning off. */
    WARNING
  }

  /**
   * What is said of a problem. In it, %s stands for the arguments of a {@link Finding}, in their
   * order, each used up by one place. ASCII throughout, since terminals differ in all else.
   *
   * @param key the key that names it in brackets, in messages and in documentation; it never
   *     changes
   * @param severity whether it is an error
   * @param what what is wrong
   * @param why why that is wrong
   * @param instead what to write instead
   */
  record Texts(String key, Severity severity, String what, String why, String instead) {}

  /** What is said of it. */
  Texts texts();

  /** The key that names the problem in brackets, in messages and in documentation. */
  default String key() {
    return texts().key();
  }

  /** Whether it is an error. */
  default Severity severity() {
    return texts().severity();
  }

  /** The whole message, in which %s stands for the arguments. */
  default String template() {
    return "["
        + key()
        + "] "
        + texts().what()
        + "\n    why:   "
        + texts().why()
        + "\n    write: "
        + texts().instead();
  }
}
