package dev.surprisal.samples.common;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of a sample, its terminal, and the folder that its pictures go to. */
public abstract class Sample implements Callable<Integer> {
  /** Where it prints. */
  protected final Terminal terminal = new Terminal();

  /** Of all that is random. */
  @Option(names = "--seed", paramLabel = "N", description = "the same seed prints the same numbers")
  protected long seed = 1;

  @Option(
      names = "--pictures",
      paramLabel = "FOLDER",
      description = "the folder that pictures are written to")
  private Path pictures = target().resolve("pictures");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "prints this")
  private boolean isHelpAsked;

  @Spec private CommandSpec spec;

  /** Reads the command line and runs; ends the VM if that fails. */
  protected static void start(Sample sample, String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    int status = new CommandLine(sample).execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public final Integer call() throws IOException {
    try {
      Files.createDirectories(pictures);
    } catch (IOException impossible) {
      throw refused("--pictures", pictures, "there can be no such folder");
    }
    if (!Files.isWritable(pictures)) {
      throw refused("--pictures", pictures, "nothing may be written there");
    }
    run();
    return 0;
  }

  /** What the sample does. */
  protected abstract void run() throws IOException;

  /** Refuses an option that is not more than 0. */
  protected final void requirePositive(String option, Number value) {
    if (!(value.doubleValue() > 0)) {
      throw refused(option, value, "must be more than 0");
    }
  }

  private ParameterException refused(String option, Object value, String why) {
    return new ParameterException(spec.commandLine(), option + " = " + value + ": " + why);
  }

  /** Writes a picture, and prints where. */
  protected final void save(String name, BufferedImage image) throws IOException {
    Path file = pictures.resolve(name + ".png");
    ImageIO.write(image, "png", file.toFile());
    terminal.print("picture           %s", file);
  }

  /** Prints where the compiler put what the annotation processor wrote. */
  protected final void printSource(Class<?> generated) {
    terminal.print("generated source  %s", source(generated));
  }

  /** Prints what the compiler derived, as the Javadoc of the generated class has it. */
  protected final void printDerivation(Class<?> generated) throws IOException {
    for (String line : Derivation.of(Files.readString(source(generated)))) {
      terminal.print("%s", line);
    }
  }

  private Path source(Class<?> generated) {
    String name = generated.getName().replace('.', '/') + ".java";
    return target().resolve("generated-sources/annotations").resolve(name);
  }

  /** The build folder that the classes run from. */
  private Path target() {
    try {
      return Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI())
          .getParent();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
