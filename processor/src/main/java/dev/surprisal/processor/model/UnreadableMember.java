package dev.surprisal.processor.model;

/** A member has a value that does not compile, or not yet: another processor may still write it. */
public final class UnreadableMember extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableMember(String name) {
    super(name);
  }
}
