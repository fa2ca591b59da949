/**
 * What generated losses run on: plain arrays in, plain arrays out, and no dependency. The Vector
 * API is used where the virtual machine was started with it and missed by nobody where it was not.
 */
module dev.surprisal.runtime {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports dev.surprisal.runtime;
  exports dev.surprisal.runtime.kernel;
}
