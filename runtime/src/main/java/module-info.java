/**
 * What generated losses run on: plain arrays in, plain arrays out, and no dependency. The Vector
 * API is used where the virtual machine was started with it and missed by nobody where it was not.
 *
 * <p>It is not required here, not even with {@code static}: that alone would make the compiler of
 * every modular user warn of an incubating module. The kernels let this module read it when they
 * find it.
 */
module dev.surprisal.runtime {
  requires static org.jspecify;

  exports dev.surprisal.runtime;
  exports dev.surprisal.runtime.kernel;
}
