package dev.surprisal.samples.pathology;

import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Progress;
import dev.surprisal.samples.common.Sample;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/** Trains thrice from the same start, tells of it, and prints what the compiler says. */
@Command(
    name = "pathology",
    showDefaultValues = true,
    description = "Why not softmax and the squared error: the same network, by either.")
final class Main extends Sample {
  private static final int WRONG_EPOCHS = 60;
  private static final int EPOCHS = 30;
  private static final double RATE = 0.1;

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    Experiment experiment = new Experiment(Digits.read(), WRONG_EPOCHS, EPOCHS, seed);
    terminal.print("kernels           %s", Kernels.description());
    printSource(ClassesLoss.class);
    List<Course> courses;
    try (Progress bar = terminal.progress(3 * (WRONG_EPOCHS + EPOCHS))) {
      Gradients likelihood = Gradients.likelihood(Experiment.SIZE);
      Gradients squares = Gradients.squaredError(Experiment.SIZE);
      courses =
          List.of(
              experiment.run("likelihood", likelihood, RATE, bar::step),
              experiment.run("squared error", squares, RATE, bar::step),
              experiment.run("squared error, 10 x rate", squares, 10 * RATE, bar::step));
    }
    for (Course course : courses) {
      terminal.print("");
      terminal.print("%s", course.name());
      terminal.print("epoch  length of gradient    loss  accuracy");
      course.points().stream().filter(point -> isShown(point.epoch())).forEach(this::report);
    }
    terminal.print("");
    terminal.print("%s", Refusal.SOURCE);
    terminal.print("%s", Refusal.messages());
    save("courses", Pictures.courses(courses));
    save("one-example", Pictures.oneExample());
  }

  private static boolean isShown(int epoch) {
    return epoch <= 3 || epoch % 10 == 0;
  }

  private void report(Course.Point point) {
    terminal.print(
        "%5d  %18.4f  %6.3f  %6.1f %%",
        point.epoch(), point.gradient(), point.loss(), 100 * point.accuracy());
  }
}
