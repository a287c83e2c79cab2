package alarm_test

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/click-call-connect/helpline/flows/textstest"
	"github.com/click-call-connect/helpline/flows/understand"
	"github.com/click-call-connect/helpline/flows/understand/alarm"
)

var update = flag.Bool("update", false, "learn the weights anew")

// example is a text of which it is known whether it tells of danger. All texts of a writer, or
// of a part of the corpus, are in one group.
type example struct {
	text, group string
	danger      bool
}

// examples returns all texts that the model learns from.
func examples(t *testing.T) []example {
	t.Helper()
	var all []example
	for i, row := range textstest.Corpus(t) {
		if row.Expected != "danger" && strings.Contains(row.Also, "danger") {
			continue // it may be taken for either
		}
		text := strings.NewReplacer("{last}", "", `\n`, "\n").Replace(row.Text)
		all = append(all, example{text, fmt.Sprint("corpus ", i/corpusPart), row.Expected == "danger"})
	}
	for _, file := range []string{"../testdata/replies.tsv", "../../students/testdata/student_texts.tsv"} {
		for line := range strings.Lines(read(t, file)) {
			if fields := strings.Split(line, "\t"); len(fields) > 2 && line[0] != '#' {
				all = append(all, example{fields[1], file, fields[2] == "danger"})
			}
		}
	}
	for line := range strings.Lines(read(t, "testdata/texts.txt")) {
		kind, texts, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if line[0] == '#' {
			continue
		}
		for text := range strings.SplitSeq(texts, " / ") {
			all = append(all, example{text, "testdata", strings.HasSuffix(kind, "danger")})
		}
	}
	return all
}

// corpusPart is how many texts of the corpus are taken for those of one writer.
const corpusPart = 70

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func found(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sumOf is different if anything is that the model is learned from.
func sumOf(t *testing.T, all []example) string {
	t.Helper()
	sum := fnv.New64a()
	for _, e := range all {
		fmt.Fprintln(sum, e.text, e.danger)
	}
	for _, file := range append(found(t, "concepts/*.txt"), "features.go", "hash.go", "train.go", "concepts.go", "weights.bin") {
		fmt.Fprintln(sum, read(t, file))
	}
	return fmt.Sprintf("%x\n", sum.Sum64())
}

// The weights are those that are learned from the texts as they stand. Whoever changes a text,
// a concept or a feature learns them anew: go generate ./flows/understand/alarm
func TestTheWeightsAreLearnedFromTheTexts(t *testing.T) {
	all := examples(t)
	if *update {
		weights := alarm.Train(judged(all))
		if err := os.WriteFile("weights.bin", weights, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/weights.sum", []byte(sumOf(t, all)), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if read(t, "testdata/weights.sum") != sumOf(t, all) {
		t.Error("texts, concepts or features have changed: go generate ./flows/understand/alarm")
	}
}

func judged(all []example) []alarm.Example {
	texts := make([]alarm.Example, len(all))
	for i, e := range all {
		texts[i] = alarm.Example{Text: understand.AlarmText(e.text), Danger: e.danger}
	}
	return texts
}

// Learning is the same each time: weights in the repository differ only if what they are
// learned from does.
func TestLearningGivesTheSameWeightsTwice(t *testing.T) {
	some := judged(examples(t)[:60])
	if first, again := alarm.Train(some), alarm.Train(some); string(first) != string(again) {
		t.Error("the same texts gave other weights")
	}
}
