package dev.surprisal.processor.fuzz;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * A file of a user.
 *
 * @param path its folders and name
 * @param text what is in it
 */
record Source(String path, Tree text) {
  /** The same with a part less. */
  List<Source> smaller() {
    return text.smaller().stream().map(less -> new Source(path, less)).toList();
  }

  JavaFileObject toFile() {
    return new SimpleJavaFileObject(uri(path), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text.toString();
      }
    };
  }

  /** The folders of a path. */
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Where a compiler is told that a file is. */
  static URI uri(String path) {
    try {
      return new URI("memory", null, "/" + path, null);
    } catch (URISyntaxException bad) {
      throw new IllegalArgumentException(bad);
    }
  }
}
