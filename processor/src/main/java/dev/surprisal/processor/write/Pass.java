package dev.surprisal.processor.write;

import java.util.List;

/** What the methods of one purpose, beside the sum of the losses, write of the same rows. */
enum Pass {
  /** Gradients. */
  GRADIENTS(
      "sumAndGradients",
      "the gradients",
      "The same sum, and the gradients times scale, which may be written over the outputs.",
      "gradients"),
  /** Gradients and curvatures. */
  DERIVATIVES(
      "sumAndDerivatives",
      "the gradients and second derivatives",
      "The same sum, and the gradients and second derivatives times scale.",
      "gradients",
      "hessian"),
  /** Gradients, and what stands beside them in steps. */
  BOUNDS(
      "sumAndBounds",
      "the gradients and bounds",
      "The same sum, and the gradients and bounds times scale.",
      "gradients",
      "bounds");

  private final String method;
  private final String subject;
  private final String doc;
  private final List<String> written;

  Pass(String method, String subject, String doc, String... written) {
    this.method = method;
    this.subject = subject;
    this.doc = doc;
    this.written = List.of(written);
  }

  /** The name of the methods. */
  String method() {
    return method;
  }

  /** The Javadoc of the method on all rows. */
  String doc() {
    return doc;
  }

  /** The Javadoc of the method on some parts. */
  String docOf(String parts) {
    return "The same sum, and " + subject + " of the same " + parts + ".";
  }

  /** The arrays that are written. */
  List<String> written() {
    return written;
  }

  /** The same as arguments. */
  String arguments() {
    return String.join(", ", written);
  }

  /** The array that is written beside the gradients, if there is one. */
  String second() {
    return written.get(written.size() - 1);
  }

  /** The end of a method that has the scale, the number of rows and their weight. */
  String sumAndReturn() {
    return sumAndReturn(arguments() + ", scale");
  }

  /** The same with other arguments. */
  String sumAndReturn(String arguments) {
    return """
    double sum = %s($outputs:L, $targetArguments:L,$W%s, $parts:L);
    return new $lossValue:T(sum, $weight:L$shapedBy:L);
    """
        .formatted(method, arguments);
  }
}
