package dev.surprisal.processor.validation;

/**
 * The problems of heads: of members that say how they learn, of where they are, of the class that
 * would be generated.
 */
public enum HeadProblem implements Problem {
  /** Arguments: activation, distribution, why, instead. */
  WRONG_PAIR("wrong-pair", "activation = %s does not go with distribution = %s", "%s", "%s"),

  /** Arguments: reduction, what it does not go with, why, instead. */
  WRONG_REDUCTION("wrong-reduction", "reduction = %s does not go with %s", "%s", "%s"),

  /** Arguments: size, distribution, why, instead. */
  WRONG_SIZE("wrong-size", "size = %s makes no sense for distribution = %s", "%s", "%s"),

  /** Arguments: what has none, member, near miss, why, instead. */
  FOREIGN_MEMBER("foreign-member", "%s has no %s%s", "%s", "%s"),

  /** Arguments: head. */
  NO_LOSS(
      "no-loss",
      "@Loss on %s says no loss",
      "A loss is that of a distribution, or a formula.",
      "distribution = ... and activation = ..., or nll = a formula"),

  /** Arguments: distribution, member, why, member, domain. */
  MISSING_MEMBER("missing-member", "distribution = %s without %s", "%s", "%s = %s"),

  /** Arguments: member, value, domain, why, domain again. */
  OUT_OF_DOMAIN("out-of-domain", "%s = %s, must be %s", "%s", "%s"),

  /** Arguments: member, value, the other member, why, instead. */
  CONTRADICTION("contradiction", "%s = %s does not go with %s", "%s", "%s"),

  /** No arguments. */
  LOG_PROBABILITIES(
      "log-probabilities",
      Severity.WARNING,
      "outputs = LOG_PROBABILITIES makes the model apply the log-softmax, and take the gradient back"
          + " through it",
      "From logits, loss and gradient are one fused pass, the gradient is the residual, and what"
          + " emits no probabilities cannot have its softmax applied twice.",
      "outputs = LOGITS, and a model that emits raw logits; or"
          + " @SuppressWarnings(\"log-probabilities\")"),

  /** Arguments: head. */
  LONE_WEIGHT(
      "lone-weight",
      "weight on %s, which is the only head of its type",
      "It is the factor of a head in the composite loss of a class or record with two or more heads;"
          + " alone, it would only scale the gradient, as the learning rate does.",
      "no weight"),

  /** Arguments: precision, head, type, precision of the type. */
  PRECISION_AGAINST_TYPE(
      "precision-against-type",
      "precision = %s contradicts the type of the head",
      "%s is declared as %s, which says the precision by itself.",
      "no precision, or precision = %s"),

  /** Arguments: head, type. */
  NO_OUTPUTS(
      "no-outputs",
      "%s cannot be a head: its type %s holds no outputs",
      "Outputs are the rows of all examples, one after the other, in one flat array.",
      "float[] or double[], a type of your own that stands for the outputs, or a type of its own"
          + " for the head: interface MyHead {}"),

  /** Arguments: head, what it is. */
  NOT_A_HEAD(
      "not-a-head",
      "%s cannot be a head: it is %s",
      "A head stands for what a model emits; nothing can be emitted here.",
      "@Loss on a class, interface or record, or on a field, method or record component"),

  /** Arguments: inputs. */
  NO_INPUTS(
      "no-inputs",
      "inputs = %s, must be at least 1",
      "It is the number of values that the linear layer is given for each example.",
      "the number of inputs, or no inputs, to give it to the constructor"),

  /** Arguments: inputs, size. */
  TOO_MANY_WEIGHTS(
      "too-many-weights",
      "%s inputs times %s classes are more weights than an array holds",
      "The weights of a linear head are one array, of at most 2147483639 numbers.",
      "fewer inputs or classes"),

  /** Arguments: head, type. */
  LINEAR_OUTPUTS(
      "linear-outputs",
      "@Linear on %s, whose type %s holds outputs",
      "A linear head never holds its logits: it is given a LinearHead, and they exist a tile at a"
          + " time.",
      "a type of its own for the head: interface MyHead {}"),

  /** Arguments: head. */
  LINEAR_PART(
      "linear-part",
      "@Linear on %s, which is one of several heads of its type",
      "The heads of a type share one set of outputs for their composite loss; a linear head has"
          + " inputs and weights instead.",
      "a type of its own for the head: interface MyHead {}"),

  /** Arguments: head. */
  RUNTIME_MISSING(
      "runtime-missing",
      "%s needs the runtime, which is not there",
      "Its loss calls it: arguments are checked and rows are summed by a library.",
      "dev.surprisal:surprisal-runtime among the dependencies, and in a module: requires"
          + " dev.surprisal.runtime"),

  /** Arguments: head. */
  LINEAR_MISSING(
      "linear-missing",
      "@Linear on %s needs classes that are not there",
      "Its loss multiplies matrices, which the runtime, free of dependencies, leaves to a library of"
          + " its own.",
      "dev.surprisal:surprisal-linear among the dependencies, and in a module: requires"
          + " dev.surprisal.linear"),

  /** Arguments: head. */
  LONE_LINEAR(
      "lone-linear",
      "@Linear on %s without @Loss",
      "It makes a linear layer part of a loss, and there is none.",
      "@Loss(distribution = CATEGORICAL, activation = SOFTMAX) beside it"),

  /** Arguments: head. */
  PRIVATE_HEAD(
      "private-head",
      "%s cannot be a head: it is a private type or inside one",
      "The loss class is generated beside the outermost type, in its package, from where a private"
          + " type cannot be seen.",
      "a head that is at least package-private, as are the types around it"),

  /** Arguments: head. */
  NO_PACKAGE(
      "no-package",
      "%s cannot be a head: it is in a module, but in no package",
      "The loss class is generated beside it, and compilers generate no class in the unnamed package"
          + " of a module.",
      "a package declaration"),

  /** No arguments. */
  LOCAL_HEAD(
      "local-head",
      "a head cannot be inside a method, an initialiser or an expression",
      "A local or anonymous class has no name outside, so no class can be generated beside it;"
          + " compilers do not even show it to annotation processors.",
      "the head as a member of a class, or as a type of its own"),

  /** Arguments: head, name of the loss class, what else has that name. */
  NAME_TAKEN(
      "name-taken",
      "%s would generate %s, and so would %s",
      "A loss class is named after its head and the types around it, written together.",
      "another name for one of the two"),

  /** Arguments: head, name of the loss class. */
  CLASS_EXISTS(
      "class-exists",
      "%s would generate %s, which exists already",
      "Generated classes never replace what somebody wrote.",
      "another name for the head or for that class"),

  /** Arguments: head, name of the loss class. */
  ALREADY_GENERATED(
      "already-generated",
      "%s would generate %s, and the compiler is given the one that an earlier build generated",
      "Compilers generate no class that they are given: javac none that is among the sources to"
          + " compile, Eclipse's none that is on the class path either.",
      "no folder of generated sources (for Eclipse's compiler, of classes) among what it is given"),

  /** Arguments: head, name of the loss class, the exception. */
  UNWRITABLE(
      "unwritable",
      "%s would generate %s, whose file cannot be written: %s",
      "The file is named after the head and the types around it. File systems take names of up to"
          + " some 250 letters, and under the locale C or POSIX, Java takes no letters but those of"
          + " ASCII.",
      "a shorter name, a locale that has its letters, or a folder for generated sources (-s) that"
          + " can be written to"),

  /** Arguments: head, its name. */
  UNUSABLE_NAME(
      "unusable-name",
      "no composite loss can be generated with %s: the name %s is taken",
      "Targets and values of the heads of a type are generated records with a component for each"
          + " head; they, or the code around them, use that name already.",
      "another name for it"),

  /** Arguments: type, number of its heads. */
  TOO_MANY_HEADS(
      "too-many-heads",
      "%s has %s heads, a composite loss at most 127",
      "Its denominators are a record with a double for each head, and Java has no constructor with"
          + " more.",
      "several types with some of the heads each; labels of one kind can be one head,"
          + " distribution = PRODUCT_OF_BERNOULLIS"),

  /** Arguments: head, the exception, its stack trace. */
  CRASH(
      "crash",
      "Surprisal failed on %s: %s",
      "This is a mistake in Surprisal, not in your declaration.",
      "nothing else; please report it with the declaration and these lines:\n%s");

  private final Texts texts;

  HeadProblem(String key, String what, String why, String instead) {
    this(key, Severity.ERROR, what, why, instead);
  }

  HeadProblem(String key, Severity severity, String what, String why, String instead) {
    this.texts = new Texts(key, severity, what, why, instead);
  }

  @Override
  public Texts texts() {
    return texts;
  }
}
