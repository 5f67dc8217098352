// Promlint reads metrics in Prometheus' text format from standard input and prints what promtool's
// `check metrics` would complain of, a line each: it is the same code, without the rest of promtool.
// Exit codes: 0 nothing to complain of, 1 not readable, 3 complaints.
package main

import (
	"fmt"
	"os"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
)

func main() {
	problems, err := promlint.New(os.Stdin).Lint()
	if err != nil {
		fmt.Fprintln(os.Stderr, "promlint:", err)
		os.Exit(1)
	}
	for _, problem := range problems {
		fmt.Println(problem.Metric, problem.Text)
	}
	if len(problems) > 0 {
		os.Exit(3)
	}
}
