# Reads surefire's XML reports of one module. Prints "MODULE PASSED FAILED SKIPPED SECONDS" without a line end and
# appends the names of failed and skipped tests with the beginning of their messages to the files named by
# `failures` and `skips`.

function attribute(name, text) {
  text = " " $0
  if (!match(text, "[ \t]" name "=\"[^\"]*\"")) return ""
  text = substr(text, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  gsub(/&#10;/, "\n", text)
  gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text)
  gsub(/&#9;/, " ", text); gsub(/&amp;/, "\\&", text)
  return text
}

# The first three lines that say something, indented.
function beginning(text, lines, count, kept, i, result) {
  count = split(substr(text, 1, 1000), lines, "\n")
  for (i = 1; i <= count && kept < 3; i++)
    if (lines[i] ~ /[^ ]/) { result = result "    " substr(lines[i], 1, 300) "\n"; kept++ }
  return result
}

function number(text) { gsub(/,/, "", text); return text + 0 }

/<testsuite[ >]/ {
  tests += number(attribute("tests"))
  failed += number(attribute("failures")) + number(attribute("errors"))
  skipped += number(attribute("skipped"))
  seconds += number(attribute("time"))
}
/<testcase / {
  test = attribute("classname") "." attribute("name")
}
/<(failure|error)[ >]/ {
  message = attribute("message")
  if (message == "") message = attribute("type")
  printf "%s: %s\n%s", module, test, beginning(message) >> failures
}
/<skipped[ \/>]/ {
  printf "%s: %s\n%s", module, test, beginning(attribute("message")) >> skips
}
END {
  printf "%s %d %d %d %.1f", module, tests - failed - skipped, failed, skipped, seconds
}
