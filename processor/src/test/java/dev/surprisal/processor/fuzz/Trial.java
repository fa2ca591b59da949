package dev.surprisal.processor.fuzz;

import dev.surprisal.processor.fuzz.Compiled.Remark;
import dev.surprisal.processor.validation.HeadProblem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compiles some cases together, and finds what must not happen: a crash; an error of ours that is
 * not at a place in a source of the user, or whose caret is not in the formula; something accepted
 * that does not compile without a warning; a text that is another one the next time.
 */
final class Trial {
  private static final String CRASH = "[" + HeadProblem.CRASH.key() + "]";
  private static final String UNWRITABLE = "[" + HeadProblem.UNWRITABLE.key() + "]";

  /** Names that a source's file may have and a class's, which is a letter longer, may not. */
  private static final String CLASS_UNWRITABLE = "compiler.err.class.cant.write";

  /** What javac adds of its own, from 25 also beside errors, where a file could not be opened. */
  private static final String UNCLOSED = "compiler.warn.proc.unclosed.type.files";

  private final List<Case> cases;
  private final Set<Case> notJava = new LinkedHashSet<>();
  private final Set<Case> accepted = new LinkedHashSet<>();
  private final List<String> keys = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  private Trial(List<Case> cases) {
    this.cases = cases;
  }

  /** What came of some cases; where one of them brings the compiler down, of each by itself. */
  static List<Trial> of(List<Case> cases) {
    Trial trial = new Trial(cases);
    try {
      trial.run();
    } catch (RuntimeException thrown) {
      if (cases.size() > 1) {
        return cases.stream().flatMap(one -> of(List.of(one)).stream()).toList();
      }
      trial.failures.add(thrown(cases.get(0), thrown));
    }
    return List.of(trial);
  }

  private static Failure thrown(Case one, RuntimeException thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return new Failure(one, "exception: " + thrown.getClass(), trace.toString());
  }

  List<Failure> failures() {
    return failures;
  }

  /** The keys of our errors and warnings. */
  List<String> keys() {
    return keys;
  }

  int accepted() {
    return accepted.size();
  }

  /** The cases that do not compile, or not without a warning, even without our processors. */
  int notJava() {
    return notJava.size();
  }

  private void run() {
    accepted.addAll(cases);
    leaveOutWhatIsNoJava();
    for (Case one : notJava) {
      Compiled.processed(List.of(one)).remarks().stream()
          .filter(Remark::isOurs)
          .forEach(remark -> check(one, remark));
    }
    if (accepted.isEmpty()) {
      return;
    }
    Compiled first = Compiled.processed(accepted);
    for (Remark remark : withoutEchoes(first.remarks())) {
      Case one = owner(remark);
      check(one, remark);
      if (remark.isError()) {
        accepted.remove(one);
      }
    }
    if (!accepted.isEmpty()) {
      compileWhatIsAccepted(first);
    }
  }

  /** Without what javac says, without a place, of a file that has an error of ours at its place. */
  private static List<Remark> withoutEchoes(List<Remark> remarks) {
    boolean isUnwritable = remarks.stream().anyMatch(one -> one.kind().equals(UNWRITABLE));
    return isUnwritable
        ? remarks.stream().filter(one -> !one.kind().equals(UNCLOSED)).toList()
        : remarks;
  }

  /** Errors of syntax hide those of types, so that it takes more than one look. */
  private void leaveOutWhatIsNoJava() {
    Set<Case> bad = new HashSet<>();
    do {
      bad.clear();
      Compiled.withoutProcessors(accepted).remarks().forEach(remark -> bad.add(owner(remark)));
      accepted.removeAll(bad);
      notJava.addAll(bad);
    } while (!bad.isEmpty() && !accepted.isEmpty());
  }

  private void compileWhatIsAccepted(Compiled first) {
    // In another order, which is to make no difference.
    List<Case> reversed = new ArrayList<>(accepted);
    Collections.reverse(reversed);
    Compiled second = Compiled.of(reversed);
    for (Remark remark : second.remarks()) {
      boolean isFine = remark.isOurs() ? !remark.isError() : remark.kind().equals(CLASS_UNWRITABLE);
      if (!isFine) {
        failures.add(Failure.of(owner(remark), "accepted, and then", remark));
      }
    }
    second
        .generated()
        .forEach((path, text) -> {
          if (!text.equals(first.generated().get(path))) {
            failures.add(new Failure(owner(path), "another text", path + "\n" + text));
          }
        });
  }

  /** Checks what is said while our processors run. */
  private void check(Case one, Remark remark) {
    keys.add(remark.kind());
    boolean isAtPlace = one.has(remark.path()) && remark.line() > 0 && remark.column() > 0;
    if (!remark.isOurs() || remark.kind().equals(CRASH)) {
      failures.add(Failure.of(one, "while it runs", remark));
    } else if (!isAtPlace) {
      failures.add(Failure.of(one, "without a place", remark));
    } else if (!hasCaretInside(remark.message())) {
      failures.add(Failure.of(one, "a caret under nothing", remark));
    }
  }

  /** Whether a caret, if there is one, is under a letter of a formula or right behind the last. */
  private static boolean hasCaretInside(String message) {
    List<String> lines = message.lines().toList();
    return IntStream.range(1, lines.size())
        .filter(i -> lines.get(i).strip().equals("^"))
        .allMatch(i -> lines.get(i).length() <= lines.get(i - 1).length() + 1);
  }

  private Case owner(Remark remark) {
    return owner(remark.path());
  }

  /** The case that a source, or what was generated beside it, belongs to. */
  private Case owner(String path) {
    if (cases.size() == 1) {
      return cases.get(0);
    }
    return cases.stream()
        .filter(one -> one.has(path) || one.folder().equals(Source.folder(path)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("whose is this? " + path));
  }
}
