// Sentences that hold or do not; the last line is "N passed, N failed".

export class Checks {
  passed = 0;
  failed = 0;

  check(sentence, holds) {
    if (holds) this.passed += 1;
    else this.failed += 1;
    if (!holds) console.log(`not ok ${sentence}`);
    return holds;
  }

  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exit(this.failed || !this.passed ? 1 : 0);
  }
}
