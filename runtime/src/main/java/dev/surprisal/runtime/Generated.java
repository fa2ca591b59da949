package dev.surprisal.runtime;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that the annotation processor wrote. Our own, because the JDK's is in a module that
 * a modular user would have to require, and is gone from the class file, where coverage tools look
 * for the name.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {
  /**
   * What wrote the class.
   *
   * @return the name of the generator
   */
  String value();
}
