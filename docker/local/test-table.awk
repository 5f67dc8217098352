# Prints the table of `./alys test` from rows of NAME PASSED FAILED SKIPPED SECONDS LINES-MISSED LINES-COVERED
# BRANCHES-MISSED BRANCHES-COVERED, and one closing line. Exits with 1 when a test failed or none ran.

function percent(missed, covered) {
  return missed + covered ? sprintf("%.1f %%", 100 * covered / (missed + covered)) : "-"
}

function row(name, tests, failed, skipped, seconds, lines, branches) {
  printf "%-16s %7s %7s %8s %9s %9s %10s\n", name, tests, failed, skipped, seconds, lines, branches
}

BEGIN { row("module", "tests", "failed", "skipped", "seconds", "lines", "branches") }
{
  row($1, $2 + $3 + $4, $3, $4, sprintf("%.1f", $5), percent($6, $7), percent($8, $9))
  for (i = 2; i <= 9; i++) sum[i] += $i
}
END {
  row("total", sum[2] + sum[3] + sum[4], sum[3] + 0, sum[4] + 0, sprintf("%.1f", sum[5]), percent(sum[6], sum[7]), percent(sum[8], sum[9]))
  printf "\nWall time: %d min %02d s\n", wall / 60, wall % 60
  printf "%d passed, %d failed%s\n", sum[2], sum[3], sum[4] ? ", " sum[4] " skipped" : ""
  exit sum[3] > 0 || sum[2] == 0
}
