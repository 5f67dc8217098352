package io.alys.node.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain objects for {@link JsonWriter}, whose members keep the order in which they are given. */
public final class JsonTree {
  private JsonTree() {}

  /** An object of names and values in turn. */
  public static Map<String, @Nullable Object> of(@Nullable Object... namesAndValues) {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      tree.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(tree);
  }
}
